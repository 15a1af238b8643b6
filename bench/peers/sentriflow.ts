/** SentriFlow: parses a configuration into a tree and runs rules on it. It ships as TypeScript, so it is put together first. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

type Tree = { readonly id: string; readonly children: readonly Tree[] }
type Rule = {
  readonly id: string
  readonly selector: string
  readonly metadata: object
  readonly check: (node: Tree) => { readonly passed: boolean }
}
type Parts = {
  readonly SchemaAwareParser: new (options: object) => { readonly parse: (text: string) => readonly Tree[] }
  readonly RuleEngine: new () => {
    readonly buildIndex: (rules: readonly Rule[]) => void
    readonly run: (nodes: readonly Tree[]) => unknown[]
  }
  readonly JuniperJunOSSchema: object
  readonly hasTelnetService: (node: Tree) => boolean
  readonly isSshRootLoginDenied: (node: Tree) => boolean
  readonly hasLoginBanner: (node: Tree) => boolean
}

/** Parses and runs three rules of the kind that it ships; undefined where `npm run bench:peers` has not put it. */
export async function sentriflow(): Promise<((text: string) => number) | undefined> {
  const source = join(import.meta.dirname, 'node_modules/@sentriflow/core/src')
  if (!existsSync(source)) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-peer-'))
  try {
    const entry = join(folder, 'entry.ts')
    const parts = ['parser/SchemaAwareParser.ts', 'engine/Runner.ts', 'parser/vendors/juniper-junos.ts', 'helpers/juniper/helpers.ts']
    writeFileSync(entry, parts.map((part) => `export * from ${JSON.stringify(join(source, part))}`).join('\n'))
    await build({
      configFile: false,
      root: folder,
      logLevel: 'error',
      build: { ssr: entry, outDir: join(folder, 'out'), minify: false, rollupOptions: { output: { entryFileNames: 'entry.mjs' } } },
    })
    const made = (await import(pathToFileURL(join(folder, 'out/entry.mjs')).href)) as Parts
    const engine = new made.RuleEngine()
    const rule = (id: string, selector: string, holds: (node: Tree) => boolean): Rule => ({
      id,
      selector,
      metadata: { level: 'error', obu: '', owner: '' },
      check: (node) => ({ passed: holds(node) }),
    })
    engine.buildIndex([
      rule('telnet', 'services', (node) => !made.hasTelnetService(node)),
      rule('root', 'services', made.isSshRootLoginDenied),
      rule('banner', 'system', made.hasLoginBanner),
    ])
    const parser = new made.SchemaAwareParser({ vendor: made.JuniperJunOSSchema })
    return (text) => engine.run(parser.parse(text)).length
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
