package dev.egresstls.lab.practice.data.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Answers DNS over TCP: Services of the cluster, and names outside as its pods resolve them. */
public final class NameServer {
  /** CoreDNS keeps no answer for longer, as kind configures it. */
  private static final int TTL_SECONDS = 30;

  private final Network network;

  public NameServer(Network network) {
    this.network = network;
  }

  /** Answers questions until the client goes; each is two bytes of length and a message. */
  public void serve(InputStream in, OutputStream out) throws IOException {
    DataInputStream questions = new DataInputStream(in);
    DataOutputStream answers = new DataOutputStream(out);
    try {
      while (true) {
        byte[] question = new byte[questions.readUnsignedShort()];
        questions.readFully(question);
        byte[] answer = answer(question);
        byte[] whole = new byte[answer.length + 2];
        whole[0] = (byte) (answer.length >> 8);
        whole[1] = (byte) answer.length;
        System.arraycopy(answer, 0, whole, 2, answer.length);
        answers.write(whole);
        answers.flush();
      }
    } catch (EOFException e) {
      return; // the client has asked everything that it wanted to
    }
  }

  private byte[] answer(byte[] wire) throws IOException {
    DnsMessage question;
    try {
      question = DnsMessage.question(wire);
    } catch (IOException e) {
      return DnsMessage.notUnderstood(wire);
    }
    List<String> addresses =
        network.resolve(question.name()).stream()
            .filter(address -> address.indexOf(':') < 0)
            .toList();
    int code = addresses.isEmpty() ? DnsMessage.NO_SUCH_NAME : DnsMessage.NO_ERROR;
    return question.answer(code, question.asksForIpv4() ? addresses : List.of(), TTL_SECONDS);
  }
}
