package dev.envc.tree.git;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.TreeCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.source.Span;
import dev.envc.tree.TreeReadException;
import dev.envc.tree.TreeRequest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;

/// Opens commits of git repositories: where they are, or in a cache directory into which they are
/// fetched. Nothing but the full commit id decides what is read.
public final class GitTrees {
  private static final long MAX_COMMIT = 1L << 20;

  private final GitFetcher fetcher;
  private final boolean offline;

  public GitTrees(Path cache) {
    this(cache, false);
  }

  /// @param offline whether only the cache and this machine may be asked
  public GitTrees(Path cache, boolean offline) {
    this.fetcher = new GitFetcher(cache);
    this.offline = offline;
  }

  /// The tree a request names. Throws a [UserErrorException] with one diagnostic when there is
  /// none.
  public GitTree open(TreeRequest request, TreeRequest.Location.Git git)
      throws UserErrorException, IOException {
    return new Opening(request, git).open();
  }

  /// One request on its way.
  private final class Opening {
    private final TreeRequest request;
    private final TreeRequest.Location.Git git;
    private final CommitTrouble trouble;

    Opening(TreeRequest request, TreeRequest.Location.Git git) {
      this.request = request;
      this.git = git;
      this.trouble =
          new CommitTrouble(GitLocation.shown(git.url()), git.commitSpan().or(request::span));
    }

    GitTree open() throws UserErrorException, IOException {
      try {
        return switch (GitLocation.parse(git.url())) {
          case GitLocation.Local(Path path) -> local(path);
          case GitLocation.Remote(String url, String shown) -> remote(url, shown);
          case GitLocation.Unsupported(String scheme) ->
              throw error(
                  TreeCode.REPOSITORY_NOT_FOUND,
                  "Trees cannot be fetched by " + scheme + ".",
                  "Use https, http, ssh, git, file, or a path.");
        };
      } catch (TreeReadException e) {
        throw new UserErrorException(blamed(e.diagnostic()));
      }
    }

    private GitTree local(Path path) throws UserErrorException, IOException {
      if (LocalRepository.isBundle(path)) {
        return fetched(path.toAbsolutePath().normalize().toString(), path.toString(), false);
      }
      Optional<Path> gitDir = LocalRepository.gitDir(path);
      if (gitDir.isEmpty()) {
        throw noRepository(path);
      }
      GitObjects objects = database(gitDir.get());
      try {
        return tree(objects);
      } catch (UserErrorException | IOException e) {
        objects.close();
        throw e;
      }
    }

    private UserErrorException noRepository(Path path) throws IOException {
      if (!Files.exists(path)) {
        return error(
            TreeCode.REPOSITORY_NOT_FOUND,
            "There is no git repository at " + path + ".",
            "Name a clone or a bundle on this machine; a relative path starts at the file that"
                + " names it.");
      }
      Optional<Path> outer = LocalRepository.enclosing(path);
      return error(
          TreeCode.REPOSITORY_NOT_FOUND,
          path + " is not a git repository.",
          outer.isPresent()
              ? "It lies in the repository "
                  + outer.get()
                  + ": name that, with subdir "
                  + outer.get().relativize(path.toAbsolutePath().normalize())
                  + "."
              : "Name a bare repository, a work tree or a bundle; for a plain directory use the"
                  + " directory form.");
    }

    private GitObjects database(Path gitDir) throws UserErrorException, IOException {
      String format = LocalRepository.objectFormat(gitDir);
      return switch (format) {
        case "sha1" -> JGitObjects.open(gitDir);
        case "sha256" ->
            GitProgramObjects.open(gitDir)
                .orElseThrow(
                    () ->
                        error(
                            TreeCode.UNSUPPORTED_REPOSITORY,
                            "Repositories with SHA-256 ids are read through the program git, which"
                                + " is not installed.",
                            "Install git."));
        default ->
            throw error(
                TreeCode.UNSUPPORTED_REPOSITORY,
                "The repository's object format " + format + " is not known.",
                "Use a repository with SHA-1 or SHA-256 ids.");
      };
    }

    private GitTree remote(String url, String shown) throws UserErrorException, IOException {
      return fetched(url, shown, offline);
    }

    private GitTree fetched(String url, String shown, boolean onlyCached)
        throws UserErrorException, IOException {
      String commit = git.commit().toLowerCase(Locale.ROOT);
      try {
        if (!ObjectIds.isFull(commit)) {
          throw trouble.notFull(git.commit(), onlyCached ? Map.of() : fetcher.advertised(url));
        }
        Path repository = fetcher.repositoryFor(url);
        if (onlyCached && !fetcher.has(repository, commit)) {
          throw error(
              TreeCode.OFFLINE,
              "Commit " + commit + " of " + shown + " is not in the cache.",
              "Fetch it once without --offline, or name a clone or bundle on this machine.");
        }
        if (!fetcher.has(repository, commit) && !fetcher.fetch(url, commit)) {
          throw trouble.missing(commit, fetcher.advertised(url), false);
        }
        GitObjects objects = JGitObjects.open(repository);
        try {
          return tree(objects);
        } catch (UserErrorException | IOException e) {
          objects.close();
          throw e;
        }
      } catch (URISyntaxException e) {
        throw error(
            TreeCode.REPOSITORY_NOT_FOUND, shown + " is not a URL.", String.valueOf(e.getReason()));
      } catch (TransportException e) {
        throw new UserErrorException(blamed(FetchTrouble.of(shown, e)));
      }
    }

    private GitTree tree(GitObjects objects) throws UserErrorException, IOException {
      String commit = git.commit().toLowerCase(Locale.ROOT);
      if (!ObjectIds.isFull(commit)) {
        throw trouble.notFull(git.commit(), objects);
      }
      if (commit.length() != objects.idLength()) {
        throw trouble.missing(commit, objects.refs(), objects.isShallow());
      }
      Optional<GitObject> object = objects.read(commit, MAX_COMMIT);
      if (object.isEmpty()) {
        throw trouble.missing(commit, objects.refs(), objects.isShallow());
      }
      if (object.get().type() != GitObject.Type.COMMIT) {
        throw trouble.notACommit(commit, object.get());
      }
      GitCommit parsed =
          GitCommit.parse(object.get().content())
              .orElseThrow(
                  () -> ObjectIds.corrupt(commit, git.url(), "it is not a well-formed commit"));
      return GitTree.at(objects, commit, parsed, request.subdir())
          .orElseThrow(
              () ->
                  error(
                      TreeCode.SUBDIR_NOT_FOUND,
                      "Commit " + commit + " has no directory " + request.subdir() + ".",
                      "See `git ls-tree " + commit + "` for what it has."));
    }

    private UserErrorException error(TreeCode code, String message, String hint) {
      return new UserErrorException(blamed(Diagnostic.error(code, message).hint(hint)));
    }

    private Diagnostic blamed(Diagnostic diagnostic) {
      Optional<Span> span = request.span();
      return span.isPresent() && diagnostic.span().isEmpty()
          ? diagnostic.at(span.get())
          : diagnostic;
    }
  }
}
