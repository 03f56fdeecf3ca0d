package org.almagest.api.upload;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names to addresses of the outside only. The client connects to what this returns, for
 * each redirect anew, so that no name can stand for another address by then.
 */
final class OutsideAddresses implements DnsResolver {
  private final List<String> allowed;

  /**
   * @param allowed names whose addresses may be of the inside
   */
  OutsideAddresses(List<String> allowed) {
    this.allowed = allowed.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /** Told to the one whose URL leads to an address of the inside. */
  static final class InsideException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    InsideException(String host) {
      super(
          "["
              + host
              + "] is an address of the inside, from which no table is fetched: send the table"
              + " inline (UPLOAD=name,param:part), or ask the operator to allow the host");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    if (allowed.contains(host.toLowerCase(Locale.ROOT))) {
      return addresses;
    }
    InetAddress[] outside =
        Arrays.stream(addresses).filter(OutsideAddresses::isOutside).toArray(InetAddress[]::new);
    // A name that also stands for an address of the inside is not trusted at all.
    if (outside.length < addresses.length || outside.length == 0) {
      throw new InsideException(host);
    }
    return outside;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    return Arrays.stream(resolve(host))
        .map(address -> new InetSocketAddress(address, port))
        .toList();
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    resolve(host);
    return host;
  }

  static boolean isOutside(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || isOwn(address)) {
      return false;
    }
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return !isSpecial(bytes);
    }
    return !(address instanceof Inet6Address) || isOutside6(bytes);
  }

  /** IANA's registry of special-purpose IPv4 addresses, what the JDK does not know of it. */
  private static boolean isSpecial(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    return first == 0
        || first >= 240
        || (first == 100 && (second & 0xc0) == 64)
        || (first == 192 && second == 0 && third == 0)
        || (first == 198 && (second & 0xfe) == 18);
  }

  /** Global unicast is 2000::/3; in it, addresses that carry an IPv4 address stand for that. */
  private static boolean isOutside6(byte[] bytes) {
    if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b)) {
      return isOutside4(bytes, 12);
    }
    if ((bytes[0] & 0xe0) != 0x20 || startsWith(bytes, 0x20, 0x01, 0x00, 0x00)) {
      return false;
    }
    return !startsWith(bytes, 0x20, 0x02) || isOutside4(bytes, 2);
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int index = 0; index < prefix.length; index++) {
      if ((bytes[index] & 0xff) != prefix[index]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOutside4(byte[] bytes, int offset) {
    try {
      return isOutside(InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4)));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean isOwn(InetAddress address) {
    try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
      return interfaces.anyMatch(
          one ->
              one.inetAddresses()
                  .anyMatch(own -> own.getHostAddress().equals(address.getHostAddress())));
    } catch (SocketException unknown) {
      return true;
    }
  }
}
