package dev.egresstls.lab.world.local;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A name server on loopback that knows what a test told it. */
final class NameServer implements AutoCloseable {
  private final DatagramSocket socket;
  private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();
  private final Map<String, String> aliases = new ConcurrentHashMap<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final Set<String> ignored = ConcurrentHashMap.newKeySet();

  NameServer() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "name-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  void answers(String name, String... ips) {
    addresses.put(name, List.of(ips));
  }

  void isAlias(String name, String of) {
    aliases.put(name, of);
  }

  void fails(String name) {
    failing.add(name);
  }

  void ignores(String name) {
    ignored.add(name);
  }

  private void serve() {
    byte[] buffer = new byte[1024];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        Message query = new Message(Arrays.copyOf(buffer, packet.getLength()));
        String name = query.getQuestion().getName().toString();
        if (!ignored.contains(name)) {
          byte[] wire = answer(query, name).toWire();
          socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      return; // the test is over
    }
  }

  private Message answer(Message query, String asked) throws IOException {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    Record question = query.getQuestion();
    answer.addRecord(question, Section.QUESTION);
    String name = asked;
    if (aliases.containsKey(name)) {
      Name target = Name.fromString(aliases.get(name));
      answer.addRecord(new CNAMERecord(question.getName(), DClass.IN, 60, target), Section.ANSWER);
      name = aliases.get(name);
    }
    if (failing.contains(name)) {
      answer.getHeader().setRcode(Rcode.SERVFAIL);
    } else if (!addresses.containsKey(name)) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    for (String ip : addresses.getOrDefault(name, List.of())) {
      InetAddress address = InetAddress.getByName(ip);
      answer.addRecord(new ARecord(Name.fromString(name), DClass.IN, 60, address), Section.ANSWER);
    }
    return answer;
  }

  @Override
  public void close() {
    socket.close();
  }
}
