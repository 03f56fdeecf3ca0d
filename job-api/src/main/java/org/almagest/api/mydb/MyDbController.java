package org.almagest.api.mydb;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.AccessPolicy;
import org.almagest.api.identity.Action;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.Resource;
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
  private final AccessPolicy policy;

  MyDbController(UserTables tables, TableRows rows, UserResolver users, AccessPolicy policy) {
    this.tables = tables;
    this.rows = rows;
    this.users = users;
    this.policy = policy;
  }

  @GetMapping
  List<TableView> list(HttpServletRequest request) {
    Principal caller = users.principalOf(request);
    return tables.list(caller.name()).stream()
        .filter(table -> policy.may(caller, Action.READ, resource(table)))
        .map(TableView::summary)
        .toList();
  }

  @GetMapping("/{name}")
  TableView table(@PathVariable("name") String name, HttpServletRequest request) {
    return TableView.full(find(name, users.principalOf(request), Action.READ));
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
    Principal caller = users.principalOf(request);
    rows.preview(find(name, caller, Action.READ), caller, limit, response);
  }

  @GetMapping("/{name}/download")
  void download(
      @PathVariable("name") String name,
      @RequestParam(name = "format", defaultValue = "votable") String format,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Principal caller = users.principalOf(request);
    if (format.toLowerCase(Locale.ROOT).equals("parquet")) {
      downloadFiles(name, caller, response);
    } else {
      rows.download(find(name, caller, Action.READ), caller, format, response);
    }
  }

  private void downloadFiles(String name, Principal caller, HttpServletResponse response)
      throws IOException {
    while (true) {
      UserTable table = find(name, caller, Action.READ);
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
    UserTable table = find(name, users.principalOf(request), Action.DELETE);
    tables.drop(table.owner(), new UserTableName(name));
  }

  private UserTable find(String name, Principal caller, Action action) {
    UserTableName wanted = new UserTableName(name);
    return tables
        .find(caller.name(), wanted)
        .filter(table -> policy.may(caller, action, resource(table)))
        .orElseThrow(() -> UserTables.noSuchTable(wanted));
  }

  private static Resource resource(UserTable table) {
    return Resource.table(table.table().qualifiedName(), new User(table.owner()));
  }
}
