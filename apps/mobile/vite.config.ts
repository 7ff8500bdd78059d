import { readFile } from 'node:fs/promises'
import { defineConfig, type Plugin } from 'vite'

/** Puts the icons into the HTML shell: they are there with the first paint, without a request. */
function iconSprite(): Plugin {
  return {
    name: 'icon-sprite',
    async transformIndexHtml(html) {
      const sprite = await readFile(new URL('../kit/look/icons.svg', import.meta.url), 'utf8')
      const short = sprite.replace(/<!--.*?-->/gs, '').replace(/>\s+</g, '><')
      return html.replace(
        '<!-- icons -->',
        short.replace('<svg ', '<svg class="sprite" aria-hidden="true" '),
      )
    },
  }
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/**
 * The content security policy as a part of the page: no inline script, no other origin, and no text
 * becomes markup. A server may send a stricter one.
 */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  }
}

export default defineConfig({
  plugins: [iconSprite(), contentSecurityPolicy()],
  server: { fs: { allow: ['..'] } },
  build: {
    outDir: 'build/site',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: true,
  },
})
