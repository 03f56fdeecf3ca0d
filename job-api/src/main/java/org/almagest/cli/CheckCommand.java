package org.almagest.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.almagest.adql.AdqlSyntax;
import org.almagest.adql.FunctionSignature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says of queries in files whether they are right, and if not, where and why. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Check ADQL queries, one a file: a verdict a line.",
    footer = {"", "Exit code: 0 if every query is right, 1 if one is wrong, 2 for wrong use."})
final class CheckCommand implements Callable<Integer> {
  private static final int WRONG = 1;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ServiceAddress address;

  @Option(
      names = "--syntax",
      description = "Check the grammar and the functions alone: needs no service and no tables.")
  private boolean syntax;

  @Option(names = "--json", description = "Write each verdict as an object of JSON.")
  private boolean json;

  @Option(
      names = "--function",
      paramLabel = "FORM",
      description = {
        "With --syntax: a function that queries may call, such as",
        "'gavo_transform(frame VARCHAR, p POINT) -> POINT'. May be given many times."
      })
  private List<String> functions = new ArrayList<>();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files of a query each, or - for standard input.")
  private List<String> files = new ArrayList<>();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    List<String> texts = files.stream().map(this::read).toList();
    Function<String, QueryVerdict> judge = judge();
    PrintWriter out = spec.commandLine().getOut();
    boolean allRight = true;
    for (int i = 0; i < files.size(); i++) {
      QueryVerdict verdict = judge.apply(texts.get(i));
      out.println(json ? verdict.json(files.get(i)) : verdict.line(files.get(i)));
      allRight &= verdict.ok();
    }
    out.flush();
    return allRight ? 0 : WRONG;
  }

  private Function<String, QueryVerdict> judge() {
    if (syntax) {
      AdqlSyntax grammar = new AdqlSyntax(functions.stream().map(this::signature).toList());
      return text -> QueryVerdict.of(grammar, text);
    }
    if (!functions.isEmpty()) {
      throw misuse("--function goes with --syntax: a service knows its functions");
    }
    ServiceClient service = new ServiceClient(address.uri());
    return text -> QueryVerdict.of(service, text);
  }

  private FunctionSignature signature(String form) {
    try {
      return FunctionSignature.parse(form);
    } catch (IllegalArgumentException e) {
      throw misuse(String.valueOf(e.getMessage()));
    }
  }

  private String read(String file) {
    if (file.equals("-")) {
      return QueryText.of(file, System.in);
    }
    try {
      return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException e) {
      throw misuse("File [" + file + "] cannot be read");
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
