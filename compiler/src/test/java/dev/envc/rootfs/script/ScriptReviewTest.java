package dev.envc.rootfs.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Functions as bash's `declare -f` prints them.
final class ScriptReviewTest {
  private static ScriptReview review(String body) {
    return ScriptReview.of(SavedEnvironment.of("pkg_postinst () \n{ \n" + body + "}\n"));
  }

  private static List<String> unknown(String body) {
    return review(body).unknown().stream().flatMap(u -> u.commands().stream()).toList();
  }

  @Test
  void messagesAndQuestionsChangeNothing() {
    assertEquals(
        List.of(),
        unknown(
            """
                if [[ -z ${REPLACING_VERSIONS} && $(ver_cut 1) > 2 ]]; then
                    local v x=(a "b c") y="$(best_version app-misc/x)";
                    for v in ${REPLACING_VERSIONS};
                    do
                        if ver_test -lt 2.0; then
                            elog "You need \\"this\\" > that; rm -rf it";
                        else
                            echo hint 1>&2;
                        fi;
                    done;
                fi
            """));
  }

  @Test
  void everyBranchCounts() {
    assertEquals(
        List.of("mkdir -p ${EROOT}/var/lib/x", "touch a", "useradd x", "ln -s a b", "tool"),
        unknown(
            """
                case ${PV} in\s
                    1* | "2 ;; 3")
                        use x && mkdir -p "${EROOT}/var/lib/x" || die
                    ;;
                    *)
                        ( cd / && touch a );
                        ! useradd x
                    ;;
                esac;
                [[ -e b ]] || ln -s a b;
                elog "$(tool)"
            """));
  }

  @Test
  void writingCountsWhateverTheCommand() {
    assertEquals(
        List.of("echo x", "cat", "sed -i s/a/b/ f"),
        unknown(
            """
                echo x > "${EROOT}/etc/x";
                grep -q x y 2> /dev/null >&2;
                cat > z <<-EOF
            rm all of it
            EOF

                sed -i s/a/b/ f
            """));
  }

  @Test
  void functionsOfThePackageAreFollowed() {
    var environment =
        SavedEnvironment.of(
            """
            pkg_postinst ()\s
            {\s
                a_pkg_postinst
            }
            a_pkg_postinst ()\s
            {\s
                xdg_desktop_database_update;
                tmpfiles_process x.conf;
                a_pkg_postinst;
                strange --now
            }
            pkg_setup ()\s
            {\s
                enewuser x
            }
            """);
    ScriptReview review = ScriptReview.of(environment);
    assertEquals(Set.of("mimeinfo.cache", "tmpfiles"), review.counterparts());
    assertEquals(
        List.of(
            new ScriptReview.Unknown("pkg_setup", List.of("enewuser x"), List.of()),
            new ScriptReview.Unknown("pkg_postinst", List.of("strange --now"), List.of())),
        review.unknown());
  }

  @Test
  void readersThatWriteAreUnknown() {
    assertEquals(
        List.of("find . -delete", "command rm x", "systemctl enable x", "$tool x"),
        unknown(
            """
                find . -name x;
                find . -delete;
                command -v rm;
                command rm x;
                systemctl daemon-reload;
                systemctl enable x;
                $tool x
            """));
  }

  @Test
  void nestingHasAnEnd() {
    assertEquals(List.of("$(…)"), unknown("echo " + "$(echo ".repeat(60) + ")".repeat(60) + "\n"));
    assertEquals(
        List.of("rm x"),
        unknown("echo " + "$(echo ".repeat(20) + "$(rm x)" + ")".repeat(20) + "\n"));
    for (String open :
        List.of("${", "$((", "$(", "x=(", "`", "\"", "[[ ", "case x in ", "<<", "((")) {
      unknown(open.repeat(200_000));
    }
    assertEquals(List.of("tool"), unknown("echo ${x:-$(tool)} \"${y#\"$(tool)\"}\"\n"));
  }
}
