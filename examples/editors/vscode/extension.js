// Starts `envc lsp` for manifests in both forms.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function activate() {
  const command = workspace.getConfiguration("envc").get("command", "envc");
  client = new LanguageClient(
    "envc",
    "envc",
    { command, args: ["lsp"] },
    {
      documentSelector: [
        { language: "envc" },
        { scheme: "file", pattern: "**/*.{env.yaml,env.yml}" },
      ],
    }
  );
  return client.start();
}

function deactivate() {
  return client && client.stop();
}

module.exports = { activate, deactivate };
