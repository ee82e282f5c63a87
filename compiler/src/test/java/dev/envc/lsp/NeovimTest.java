package dev.envc.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.EnvcProcess;
import dev.envc.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Neovim with the snippet of examples/editors is a client that is not ours.
@Timeout(180)
final class NeovimTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"a.env.yaml", "a.envc"})
  void neovimShowsCompletesAndFormats(String name) throws Exception {
    Path nvim = Tool.require("nvim");
    boolean dsl = name.endsWith(".envc");
    SmallGentoo.write(directory.resolve("tree"));
    String sound = dsl ? DiagnosticsTest.DSL : DiagnosticsTest.YAML;
    Path file = directory.resolve(name);
    Files.writeString(
        file,
        sound
            .replace(dsl ? "  arch" : "arch", dsl ? "  hostnam x\n  arch" : "hostnam: x\narch")
            .replace("app-misc/hello", "  app-misc/hel"));
    Path script = directory.resolve("test.lua");
    Files.writeString(script, script(file, dsl ? "packages {   app" : "packages: [  app"));
    EnvcProcess.in(directory)
        .with("ENVC_CACHE_DIR", directory.resolve("cache").toString())
        .with("HOME", directory.toString())
        .run(nvim.toString(), "--headless", "-u", "NONE", "-i", "NONE", "-S", script.toString())
        .expect(0);
    JsonNode said = new JsonMapper().readTree(directory.resolve("said.json"));
    assertEquals("E0120", said.get("code").asString());
    assertTrue(said.get("message").asString().contains("Did you mean `hostname`?"));
    assertEquals(2, said.get("line").asInt());
    assertEquals(List.of("app-misc/hello"), texts(said.get("offered")));
    assertTrue(said.get("hover").asString().contains("The packages to install"));
    assertTrue(said.get("formatted").asString().contains(dsl ? "{ app-misc" : "[app-misc"));
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  private static String script(Path file, String before) {
    String command =
        EnvcProcess.command().stream()
            .map(w -> "[==[" + w + "]==]")
            .collect(Collectors.joining(", "));
    return """
    local function fail(message)
      io.stderr:write(tostring(message) .. "\\n")
      vim.cmd("cquit 1")
    end
    local ok, problem = pcall(function()
      vim.g.envc_command = { %s }
      dofile("%s")
      vim.cmd("edit %s")
      vim.wait(90000, function() return #vim.diagnostic.get(0) > 0 end, 50)
      local first = vim.diagnostic.get(0)[1]
      local said = { code = first.code, message = first.message, line = first.lnum, offered = {} }
      local row = vim.fn.search([==[\\V%s]==])
      vim.api.nvim_win_set_cursor(0, { row, vim.fn.col(".") - 1 })
      local function ask(method, column)
        local params = vim.lsp.util.make_position_params()
        params.position = { line = row - 1, character = column }
        local answers = vim.lsp.buf_request_sync(0, method, params, 60000)
        for _, answer in pairs(answers) do return answer.result end
      end
      local line = vim.api.nvim_get_current_line()
      local items = ask("textDocument/completion", (line:find("app%%-misc/hel")) + 11).items
      for _, item in ipairs(items) do table.insert(said.offered, item.label) end
      said.hover = ask("textDocument/hover", (line:find("packages")) + 1).contents.value
      vim.lsp.buf.formatting_sync(nil, 60000)
      said.formatted = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\\n")
      vim.fn.writefile({ vim.fn.json_encode(said) }, "said.json")
    end)
    if not ok then fail(problem) end
    vim.cmd("qall!")
    """
        .formatted(
            command,
            Path.of("../examples/editors/neovim.lua").toAbsolutePath().normalize(),
            file,
            before);
  }
}
