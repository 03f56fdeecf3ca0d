package org.almagest.cli;

import java.io.PrintWriter;
import org.almagest.api.web.ProgramVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program {@code almagest}. Exit codes: 0 for success, 1 for a job or service that failed, 2
 * for wrong use.
 */
@Command(
    name = "almagest",
    mixinStandardHelpOptions = true,
    versionProvider = Almagest.Version.class,
    description = "ADQL, cross-matches and user databases over sky-survey catalogs.",
    subcommands = {
      UpCommand.class,
      IngestCommand.class,
      NestCommand.class,
      RegisterCommand.class,
      UnregisterCommand.class,
      QueryCommand.class,
      CheckCommand.class,
      ExplainCommand.class,
      StatusCommand.class,
      DemoCommand.class
    },
    footer = {"", "Each command has its own --help."})
public final class Almagest implements Runnable {

  /** The job or the service failed. */
  static final int FAILED = 1;

  /** The command was used wrongly; nothing was done. */
  static final int WRONG_USE = 2;

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"almagest " + ProgramVersion.current().text()};
    }
  }

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  private Almagest() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Almagest());
    commandLine.setExecutionExceptionHandler(Almagest::report);
    commandLine.setParameterExceptionHandler(Almagest::wrongUse);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  private static int report(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    err.println(
        "almagest " + commandLine.getCommandName() + ": " + CommandFailures.describe(failure));
    if (System.getenv("ALMAGEST_DEBUG") != null) {
      failure.printStackTrace(err);
    } else if (!CommandFailures.isExplained(failure)) {
      err.println("  (ALMAGEST_DEBUG=1 shows where it happened)");
    }
    err.flush();
    return CommandFailures.exitCode(failure);
  }

  private static int wrongUse(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    err.println(name + ": " + failure.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println(command.getHelp().fullSynopsis().strip());
    }
    err.println("See " + name + " --help");
    err.flush();
    return WRONG_USE;
  }
}
