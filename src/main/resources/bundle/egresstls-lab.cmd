@echo off
rem Starts egresstls-lab from the folder above this one, which is also where it takes its downloads from.
setlocal
for %%I in ("%~dp0..") do set "here=%%~fI"
set "jar=%here%\egresstls-lab.jar"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
rem An archive of loaded classes, made when the first session at the prompt ends, lets the next ones start faster. It
rem belongs to one jar, and the lab works without it.
set "options=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
set "cache=%LOCALAPPDATA%\egresstls-lab\cache"
if not defined LOCALAPPDATA goto start
if not exist "%cache%" mkdir "%cache%" 2>nul
for %%I in ("%jar%") do set "key=%%~zI-%%~tI"
set "key=%key::=%"
set "key=%key:/=%"
set "key=%key:.=%"
set "key=%key: =%"
set "archive=%cache%\classes-%key%.jsa"
if exist "%archive%" (
  set options=%options% -XX:SharedArchiveFile="%archive%" -Xshare:auto -Xlog:cds*=off
) else if "%~1"=="" (
  if exist "%cache%" set options=%options% -XX:ArchiveClassesAtExit="%archive%" -Xlog:cds*=off
)
:start
"%java%" -XX:+IgnoreUnrecognizedVMOptions %options% -jar "%jar%" --mirror "%here%\." %*
