package org.almagest.api.mydb;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.Caller;
import org.almagest.api.identity.User;
import org.almagest.api.identity.UserResolver;
import org.almagest.userdb.UserTable;
import org.almagest.userdb.UserTableName;
import org.almagest.userdb.UserTables;
import org.almagest.userdb.VersionHold;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own tables. */
@RestController
@RequestMapping("/api/mydb/tables")
final class MyDbController {
  private final UserTables tables;
  private final TableRows rows;
  private final UserResolver users;

  MyDbController(UserTables tables, TableRows rows, UserResolver users) {
    this.tables = tables;
    this.rows = rows;
    this.users = users;
  }

  @GetMapping
  List<TableView> list(HttpServletRequest request) {
    return tables.list(users.userOf(request).name()).stream().map(TableView::summary).toList();
  }

  @GetMapping("/{name}")
  TableView table(@PathVariable("name") String name, HttpServletRequest request) {
    return TableView.full(find(name, users.userOf(request)));
  }

  @GetMapping("/{name}/rows")
  void rows(
      @PathVariable("name") String name,
      @RequestParam(name = "limit", defaultValue = "100") int limit,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (limit < 1 || limit > 10_000) {
      throw new ServiceException(
          Code.BAD_PARAMETER, "limit must be from 1 to 10000, not [" + limit + "]");
    }
    Caller caller = users.callerOf(request);
    rows.preview(find(name, caller.user()), caller, limit, response);
  }

  @GetMapping("/{name}/download")
  void download(
      @PathVariable("name") String name,
      @RequestParam(name = "format", defaultValue = "votable") String format,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Caller caller = users.callerOf(request);
    if (format.toLowerCase(Locale.ROOT).equals("parquet")) {
      downloadFiles(name, caller.user(), response);
    } else {
      rows.download(find(name, caller.user()), caller, format, response);
    }
  }

  private void downloadFiles(String name, User user, HttpServletResponse response)
      throws IOException {
    while (true) {
      UserTable table = find(name, user);
      Optional<VersionHold> files = tables.hold(List.of(table.table()));
      if (files.isPresent()) {
        try {
          ParquetDownload.send(table, response);
        } finally {
          files.get().close();
        }
        return;
      }
    }
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void drop(@PathVariable("name") String name, HttpServletRequest request) {
    tables.drop(users.userOf(request).name(), new UserTableName(name));
  }

  private UserTable find(String name, User user) {
    UserTableName wanted = new UserTableName(name);
    return tables.find(user.name(), wanted).orElseThrow(() -> UserTables.noSuchTable(wanted));
  }
}
