package org.almagest.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almagest.api.limit.ClassSettings;
import org.almagest.api.limit.LimitSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The page of settings is made from the records of settings and their Javadoc. {@code
 * -Dalmagest.golden=rewrite} writes it anew.
 */
class SettingsPageTest {
  private static final Path PAGE = Path.of("../docs/settings.md");
  private static final String HEAD =
      """
      # Settings

      A setting is given, in order of weight, by

      1. an option of the command line, where there is one (`--port`);
      2. an environment variable: the name in capitals, a point as an underscore, without hyphens, so
         `almagest.jobs.sync-time-limit` is `ALMAGEST_JOBS_SYNCTIMELIMIT`;
      3. the file of `--config FILE`, as YAML or, where its name ends in `.properties`, as Java
         properties. A name that is not on this page is refused.

      ```yaml
      almagest:
        server: {address: 0.0.0.0, port: 8080}
        jobs:
          async-workers: 4
      ```

      A time has its unit: `500ms`, `15s`, `10m`, `24h`, `7d`. So has a size: `512MB`, `2GB`. Beside the
      settings, three environment variables have a meaning: `ALMAGEST_DATA_DIR` is the data directory where
      `--data-dir` names none, `ALMAGEST_URL` the service where `--url` names none, and
      `ALMAGEST_JAVA_OPTS` the options of Java in `./almagest` (`-Xmx4g` where it is not set), among them
      `-Dalmagest.log.format=json` for logs as JSON and `-Dalmagest.log.level=debug` for more of them.

      This page is made from the code: `mvn test -pl job-api -am -Dtest=SettingsPageTest
      -Dsurefire.failIfNoSpecifiedTests=false -Dalmagest.golden=rewrite` writes it anew.
      """;

  @Test
  void pageTellsWhatTheCodeHas() throws IOException {
    String page = page();
    if ("rewrite".equals(System.getProperty("almagest.golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("docs/settings.md; run this test with -Dalmagest.golden=rewrite to bring it up to date")
        .hasContent(page);
  }

  private static String page() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    for (RecordComponent group : ServiceSettings.class.getRecordComponents()) {
      if (group.getType() == LimitSettings.class) {
        append("limits.classes.NAME", ClassSettings.class, page);
      } else {
        append(group.getName(), group.getType(), page);
      }
    }
    return page.toString();
  }

  private static void append(String group, Class<?> type, StringBuilder page) throws IOException {
    String javadoc = javadoc(type);
    page.append("\n## almagest.").append(group).append("\n\n");
    page.append(
        prose(javadoc.substring(0, javadoc.indexOf("@param"))).replaceFirst(": `[^`]*`", ""));
    page.append("\n\n| name | type | default | meaning |\n| --- | --- | --- | --- |\n");
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    RecordComponent[] settings = type.getRecordComponents();
    for (int index = 0; index < settings.length; index++) {
      DefaultValue value = constructor.getParameters()[index].getAnnotation(DefaultValue.class);
      String name = settings[index].getName();
      page.append("| `").append(SettingNames.kebab(name)).append("` | ");
      page.append(kind(settings[index].getType())).append(" | ");
      page.append(value == null ? "" : "`" + String.join(",", value.value()) + "`").append(" | ");
      page.append(meaning(javadoc, name)).append(" |\n");
    }
  }

  private static String javadoc(Class<?> type) throws IOException {
    Path source =
        Path.of("src/main/java", type.getName().replace('.', '/') + ".java").toAbsolutePath();
    Matcher comment =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(@ConfigurationProperties|public record)",
                Pattern.DOTALL)
            .matcher(Files.readString(source));
    assertThat(comment.find()).as("%s has Javadoc", type).isTrue();
    return comment.group(1).replaceAll("(?m)^\\s*\\* ?", " ");
  }

  private static String meaning(String javadoc, String name) {
    Matcher parameter =
        Pattern.compile("@param " + name + "\\s((?:(?!@param).)*)", Pattern.DOTALL)
            .matcher(javadoc);
    assertThat(parameter.find()).as("[%s] is described", name).isTrue();
    return prose(parameter.group(1)).replace("|", "\\|");
  }

  private static String prose(String javadoc) {
    return javadoc
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replaceAll("\\s+", " ")
        .replaceAll("\\bnull\\b", "not set")
        .strip();
  }

  private static String kind(Class<?> type) {
    if (type == Duration.class) {
      return "time";
    }
    if (type == DataSize.class) {
      return "size";
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "whole number";
    }
    if (type == String.class || type == URI.class) {
      return type == URI.class ? "URL" : "text";
    }
    if (type == List.class) {
      return "list";
    }
    return type.getSimpleName().toLowerCase(Locale.ROOT);
  }
}
