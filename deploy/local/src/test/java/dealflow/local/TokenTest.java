package dealflow.local;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.login.Tokens;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsATokenWithTheRoleOfTheName() {
        Tokens.in(directory);

        assertThat(run("manager", "--as", "zhang.wei", "--team", "europe")).isZero();
        assertThat(claims())
                .contains("\"upn\":\"zhang.wei\"")
                .contains("\"groups\":[\"sales-manager\"]")
                .contains("\"teams\":[\"europe\"]");
    }

    @Test
    void saysWhichNamesThereAre() {
        Tokens.in(directory);

        assertThat(run("boss")).isNotZero();
        assertThat(err.toString()).contains("no user \"boss\"").contains("ops, manager, rep, integrator, viewer");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhatToDoWhenNothingEverRan() {
        assertThat(run("ops")).isNotZero();
        assertThat(err.toString()).contains("run deploy/local/up first");
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--data");
        all.add(directory.toString());
        return new CommandLine(new Token())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    private String claims() {
        var payload = out.toString().strip().split("\\.")[1];
        return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    }
}
