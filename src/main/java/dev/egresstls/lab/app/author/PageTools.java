package dev.egresstls.lab.app.author;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.catalog.LabFiles;
import dev.egresstls.lab.catalog.page.LabPlaces;
import dev.egresstls.lab.catalog.page.PageBlocks;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.world.CommandRunner;
import java.util.List;
import java.util.function.Function;

/**
 * What the commands of a lab's pages are proved with.
 *
 * @param files the lab's files
 * @param processes where kubectl is
 * @param program what this program prints for arguments
 */
public record PageTools(
    LabFiles files, CommandRunner processes, Function<List<String>, List<String>> program) {
  PageBlocks blocks(Lab lab) {
    return PageBlocks.of(files, lab);
  }

  LabPlaces places(Lab lab) {
    return LabPlaces.of(files, lab.track().id());
  }

  PageRunner runner(LaunchedRun opened) {
    return new PageRunner(opened, processes, program);
  }
}
