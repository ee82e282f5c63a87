-- envc: the language server for .env.yaml and .envc, by the built-in client of Neovim 0.7 and later.
local group = vim.api.nvim_create_augroup("envc", {})
vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
  group = group,
  pattern = { "*.envc", "*.env.yaml", "*.env.yml" },
  callback = function(event)
    if event.match:match("%.envc$") then
      vim.bo[event.buf].filetype = "envc"
      vim.bo[event.buf].commentstring = "# %s"
    end
    local command = vim.g.envc_command or { "envc" }
    local client = vim.g.envc_client
    if not client or not vim.lsp.get_client_by_id(client) then
      client = vim.lsp.start_client({
        name = "envc",
        cmd = vim.list_extend(vim.deepcopy(command), { "lsp" }),
        root_dir = vim.fn.getcwd(),
        get_language_id = function(buffer)
          return vim.api.nvim_buf_get_name(buffer):match("%.envc$") and "envc" or "yaml"
        end,
      })
      vim.g.envc_client = client
    end
    vim.lsp.buf_attach_client(event.buf, client)
    vim.bo[event.buf].omnifunc = "v:lua.vim.lsp.omnifunc"
  end,
})
