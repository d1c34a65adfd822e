package dev.egresstls.lab.practice.dataplane.net;

import dev.egresstls.lab.mesh.Dial;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
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
    Network.Names found = network.resolve(new Dial("http", name, 80, "", "", Optional.empty()));
    boolean exists = !found.ipv4().isEmpty() || !found.aliases().isEmpty();
    Message answer = answer(header.getID(), exists ? Rcode.NOERROR : Rcode.NXDOMAIN);
    answer.addRecord(asked, Section.QUESTION);
    Name owner = asked.getName();
    for (String alias : found.aliases()) {
      Name next = name(alias);
      Record record = new CNAMERecord(owner, DClass.IN, TTL_SECONDS, next);
      answer.addRecord(record, Section.ANSWER);
      owner = next;
    }
    if (asked.getType() == Type.A) {
      for (String address : found.ipv4()) {
        InetAddress ip = InetAddress.getByName(address);
        answer.addRecord(new ARecord(owner, DClass.IN, TTL_SECONDS, ip), Section.ANSWER);
      }
    }
    return answer.toWire();
  }

  /** The API server has seen that it is a name. */
  private static Name name(String text) {
    return Name.fromConstantString(text.endsWith(".") ? text : text + ".");
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
