package org.almagest.api.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Whether the client of a request still waits. A servlet learns that its client is gone only when
 * it writes, and a query may compute for long before its first row; so the server is asked to look
 * at the connection.
 *
 * <p>Valid while the request is handled: later the connection may serve another.
 */
public final class ClientPresence {
  private static final String ATTRIBUTE = ClientPresence.class.getName();

  private final org.apache.coyote.Request connection;
  private boolean over;

  private ClientPresence(org.apache.coyote.Request connection) {
    this.connection = connection;
  }

  /** The client of a request whose body was read. */
  public static ClientPresence of(ServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof ClientPresence presence) {
      return presence;
    }
    throw new IllegalStateException("The server was started without the valve of ClientPresence");
  }

  /** Whether the client has closed the connection; may be called by any thread. */
  public synchronized boolean isGone() {
    // The end of the stream reads as one byte again and again; a byte of a next request is read
    // once, and then waits in the buffer.
    return !over && looksReadable() && looksReadable();
  }

  private boolean looksReadable() {
    connection.action(ActionCode.AVAILABLE, true);
    return connection.getAvailable() == 1;
  }

  private synchronized void end() {
    over = true;
  }

  /** Makes the presence of the client known to what handles the request. */
  public static final class Valve extends ValveBase {

    /** For requests of all kinds. */
    public Valve() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      ClientPresence presence = new ClientPresence(request.getCoyoteRequest());
      request.setAttribute(ATTRIBUTE, presence);
      try {
        getNext().invoke(request, response);
      } finally {
        presence.end();
      }
    }
  }
}
