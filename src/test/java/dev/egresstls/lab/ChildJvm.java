package dev.egresstls.lab;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own with little memory, for tests of how much something takes. */
public final class ChildJvm {
  /** The exit code of a process that ran out of heap. */
  public static final int OUT_OF_MEMORY = 3;

  private ChildJvm() {}

  /** How it ended. */
  public record Ended(int exit, String said) {}

  /**
   * Runs a main class with this process's class path.
   *
   * @param heap such as {@code 64m}
   */
  public static Ended run(Class<?> main, String heap, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    return ended(new ProcessBuilder(command).redirectErrorStream(true), "");
  }

  /**
   * Runs the program in a language.
   *
   * @param folder where its bundle is; nothing is written elsewhere
   */
  public static Ended in(String language, Path folder, Class<?> main, String... args)
      throws IOException, InterruptedException {
    return typing("", language, folder, main, args);
  }

  /**
   * The same, with something that is typed.
   *
   * @param typed what the program reads from its stdin
   */
  public static Ended typing(
      String typed, String language, Path folder, Class<?> main, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Duser.language=" + language, "-Dstdout.encoding=UTF-8"));
    String classes = folder + File.pathSeparator + System.getProperty("java.class.path");
    command.addAll(List.of("-Dfile.encoding=UTF-8", "-cp", classes, main.getName()));
    command.addAll(List.of(args));
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().put("XDG_STATE_HOME", folder.toString());
    process.environment().put("KUBECONFIG", folder.resolve("no-kubeconfig").toString());
    return ended(process.redirectError(ProcessBuilder.Redirect.DISCARD), typed);
  }

  private static Ended ended(ProcessBuilder builder, String typed)
      throws IOException, InterruptedException {
    Process process = builder.start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(typed.getBytes(StandardCharsets.UTF_8)); // a pipe holds that much
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said.strip());
  }

  /** Says something to the parent. */
  public static void say(String text) {
    PrintStream out =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    out.println(text);
  }

  /** How many bytes of heap hold something now. */
  public static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
