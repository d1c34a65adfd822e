package dev.egresstls.lab.cli;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/** Stdout. It remembers why it could not be written: a {@link PrintStream} forgets that. */
public final class StandardOutput extends PrintStream {
  private final Witness witness;

  private StandardOutput(Witness witness, Charset charset) {
    super(new BufferedOutputStream(witness), true, charset);
    this.witness = witness;
  }

  /** Stdout, in an encoding. */
  public static StandardOutput ofThisProcess(Charset charset) {
    return on(new FileOutputStream(FileDescriptor.out), charset);
  }

  /** Another stream in its place. */
  public static StandardOutput on(OutputStream stream, Charset charset) {
    return new StandardOutput(new Witness(stream), charset);
  }

  /**
   * What a user should hear of a stream that could not be written, such as that the disk is full.
   * Nothing if it was closed: whoever closed it does not want to hear anything.
   */
  public static Optional<Problem> problem(PrintStream out) {
    return out instanceof StandardOutput standard
        ? Optional.ofNullable(standard.witness.reason)
            .filter(reason -> !isClosed(reason))
            .map(StandardOutput::worded)
        : Optional.empty();
  }

  private static boolean isClosed(String reason) {
    String words = reason.toLowerCase(Locale.ROOT);
    return words.contains("pipe")
        || words.contains("bad file descriptor")
        || words.contains("stream closed")
        || words.contains("connection reset");
  }

  private static Problem worded(String reason) {
    return Problem.of(
        Problem.Kind.PRECONDITION,
        say("cli.stdout.failed", Neutral.line(reason)),
        say("cli.stdout.failed.try"));
  }

  private static final class Witness extends OutputStream {
    private final OutputStream stream;
    private volatile String reason;

    Witness(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        stream.write(bytes, from, length);
      } catch (IOException e) {
        reason = String.valueOf(e.getMessage());
        throw e;
      }
    }
  }
}
