;;; envc: the language server for .envc and .env.yaml by eglot -*- lexical-binding: t -*-

(define-derived-mode envc-mode prog-mode "envc"
  "A mode for manifests in the .envc form."
  (setq-local comment-start "# "))

(define-derived-mode envc-yaml-mode fundamental-mode "envc-yaml"
  "A mode for manifests in the YAML form."
  (setq-local comment-start "# "))

(add-to-list 'auto-mode-alist '("\\.envc\\'" . envc-mode))
(add-to-list 'auto-mode-alist '("\\.env\\.ya?ml\\'" . envc-yaml-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '(((envc-mode :language-id "envc") (envc-yaml-mode :language-id "yaml"))
                 . ("envc" "lsp"))))

(add-hook 'envc-mode-hook #'eglot-ensure)
(add-hook 'envc-yaml-mode-hook #'eglot-ensure)
