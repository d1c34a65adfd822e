package dev.egresstls.lab.practice.data.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

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

  private byte[] answer(byte[] wire) throws UnknownHostException {
    Message question;
    try {
      question = new Message(wire);
    } catch (IOException e) {
      int id = wire.length < 2 ? 0 : (wire[0] & 0xff) << 8 | wire[1] & 0xff;
      return answer(id, Rcode.FORMERR).toWire();
    }
    Header header = question.getHeader();
    if (header.getFlag(Flags.QR) || header.getCount(Section.QUESTION) != 1) {
      return answer(header.getID(), Rcode.FORMERR).toWire();
    }
    Record asked = question.getQuestion();
    String name = asked.getName().toString(true).toLowerCase(Locale.ROOT);
    List<String> addresses =
        network.resolve(name).stream().filter(address -> address.indexOf(':') < 0).toList();
    Message answer = answer(header.getID(), addresses.isEmpty() ? Rcode.NXDOMAIN : Rcode.NOERROR);
    answer.addRecord(asked, Section.QUESTION);
    if (asked.getType() == Type.A) {
      for (String address : addresses) {
        InetAddress ip = InetAddress.getByName(address);
        Record record = new ARecord(asked.getName(), DClass.IN, TTL_SECONDS, ip);
        answer.addRecord(record, Section.ANSWER);
      }
    }
    return answer.toWire();
  }

  private static Message answer(int id, int code) {
    Message answer = new Message(id);
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RD);
    answer.getHeader().setFlag(Flags.RA);
    answer.getHeader().setRcode(code);
    return answer;
  }
}
