package org.almagest.engine.tapschema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almagest.engine.MadeTables.Hold;
import org.almagest.files.FileTree;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Folders that are made when they are first asked for. Some that nobody reads are kept, the last
 * ones used; the others are removed. Who asks for a folder waits for nobody who makes or removes
 * another one.
 */
final class KeptFolders<K> {

  /** Makes what is in a folder. */
  interface Maker {
    /**
     * Writes the files.
     *
     * @param folder is there, and empty; on failure it is removed
     */
    void make(Path folder) throws IOException;
  }

  private static final Logger LOG = LogManager.getLogger(KeptFolders.class);

  private final int kept;
  private final Map<K, Folder> folders = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param kept so many folders are there at most that nobody reads
   */
  KeptFolders(int kept) {
    this.kept = kept;
  }

  /**
   * Keeps a folder, which is made now if it is not there.
   *
   * @param place where the folder is; the same for each call with this key
   * @return keeps it until it is closed
   * @throws UncheckedIOException if it cannot be made
   */
  Hold hold(K key, Path place, Maker maker) {
    Folder folder;
    synchronized (folders) {
      folder = folders.computeIfAbsent(key, unknown -> new Folder(unknown, place));
      folder.readers++;
    }
    try {
      folder.make(maker);
    } catch (IOException | RuntimeException e) {
      release(folder);
      throw e instanceof IOException failure
          ? new UncheckedIOException("The tables of TAP_SCHEMA cannot be written", failure)
          : (RuntimeException) e;
    }
    removeSpare();
    return new Once(folder);
  }

  private void release(Folder folder) {
    synchronized (folders) {
      folder.readers--;
    }
    removeSpare();
  }

  private void removeSpare() {
    for (Folder spare : spare()) {
      try {
        spare.remove();
      } catch (IOException e) {
        // It is not this reader's; what is left goes when the process ends.
        LOG.warn("The folder {} of TAP_SCHEMA cannot be removed", spare.place, e);
      }
    }
  }

  /** Those to remove, the ones used longest ago. */
  private List<Folder> spare() {
    synchronized (folders) {
      int unread = 0;
      for (Folder folder : folders.values()) {
        unread += folder.readers == 0 && !folder.going ? 1 : 0;
      }
      if (unread <= kept) {
        return List.of();
      }
      List<Folder> spare = new ArrayList<>();
      for (Folder folder : folders.values()) {
        if (folder.readers == 0 && !folder.going && unread > kept) {
          folder.going = true;
          spare.add(folder);
          unread--;
        }
      }
      return spare;
    }
  }

  /** A hold may be closed twice, by who reads and by who gives up reading. */
  private final class Once implements Hold {
    private @Nullable Folder folder;

    Once(Folder folder) {
      this.folder = folder;
    }

    @Override
    public synchronized void close() {
      Folder held = folder;
      folder = null;
      if (held != null) {
        release(held);
      }
    }
  }

  /**
   * A folder, which may be there or not. Its counts are guarded by the map, its files by itself.
   */
  private final class Folder {
    private final K key;
    private final Path place;
    private int readers;
    private boolean going;
    private volatile boolean made;

    Folder(K key, Path place) {
      this.key = key;
      this.place = place;
    }

    /** Only for who reads: what is read is not removed. */
    void make(Maker maker) throws IOException {
      if (made && !isGoing()) {
        return;
      }
      synchronized (this) {
        if (made) {
          return;
        }
        boolean complete = false;
        try {
          Files.createDirectories(place);
          maker.make(place);
          made = true;
          complete = true;
        } finally {
          if (!complete) {
            FileTree.delete(place);
          }
        }
      }
    }

    private boolean isGoing() {
      synchronized (folders) {
        return going;
      }
    }

    /** Removes the folder, unless somebody reads it again by now. */
    synchronized void remove() throws IOException {
      synchronized (folders) {
        if (readers > 0) {
          going = false;
          return;
        }
        made = false;
      }
      try {
        FileTree.delete(place);
      } finally {
        synchronized (folders) {
          going = false;
          if (readers == 0) {
            folders.remove(key, this);
          }
        }
      }
    }
  }
}
