package dev.envc.tree.git;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.TreeCode;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TransportException;

/// Turns a failed fetch into plain words, without credentials.
final class FetchTrouble {
  private FetchTrouble() {}

  static Diagnostic of(String shown, TransportException e) {
    if (e instanceof NoRemoteRepositoryException) {
      return Diagnostic.error(
              TreeCode.REPOSITORY_NOT_FOUND, "There is no git repository at " + shown + ".")
          .note(reason(e))
          .hint("Check the URL, and that you may read it.");
    }
    String text = String.valueOf(e.getMessage());
    Diagnostic diagnostic =
        Diagnostic.error(
                TreeCode.FETCH_FAILED, "The repository " + shown + " could not be fetched.")
            .note(reason(e));
    if (text.contains("not authorized") || text.contains("not permitted")) {
      return diagnostic.hint(
          "Put the credentials for that host into ~/.netrc, or use ssh; never into the manifest.");
    }
    if (isCertificate(e)) {
      return diagnostic.hint(
          "Its certificate is of no authority that this JVM trusts. Name a key store that has it:"
              + " ENVC_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE.");
    }
    return diagnostic.hint(
        "Check the network, or give a clone on this machine; what was"
            + " fetched already needs no network.");
  }

  private static boolean isCertificate(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof CertPathBuilderException) {
        return true;
      }
    }
    return false;
  }

  private static String reason(TransportException e) {
    Throwable last = e;
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      last = cause;
    }
    String text = last.getMessage();
    return "Reason: "
        + (text == null || text.isBlank()
            ? last.getClass().getSimpleName()
            : GitLocation.shown(text));
  }
}
