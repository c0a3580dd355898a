#!/usr/bin/env node
// The way in. Plain JavaScript that an old Node can read: when the Node that runs it is older than the one
// the code is written for, it starts again with the one that npm installed beside us.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const neededMajor = 24
const isNewEnough = Number(process.versions.node.split('.')[0]) >= neededMajor

if (isNewEnough) {
  const { runCommandLine } = await import('../server/cli.ts')
  process.exitCode = await runCommandLine(process.argv.slice(2))
} else {
  startAgain(findNode())
}

function findNode() {
  const require = createRequire(import.meta.url)
  for (const name of [`node-${process.platform}-${process.arch}`, 'node']) {
    try {
      const node = join(dirname(require.resolve(`${name}/package.json`)), 'bin', 'node')
      if (existsSync(node)) return node
    } catch {
      // not installed
    }
  }
  return undefined
}

/** @param {string | undefined} node */
function startAgain(node) {
  if (node === undefined) {
    process.stderr.write(
      `boernungeliv kræver Node ${neededMajor} (dette er ${process.versions.node}): kør npm install, eller installér Node ${neededMajor} / boernungeliv needs Node ${neededMajor}: run npm install, or install Node ${neededMajor}\n`,
    )
    process.exitCode = 1
    return
  }
  // The channel lets the child notice when this process is killed, so that it never stays behind.
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 128)
  })
}
