/** Starts the stand-in for everybody who carries messages beside a demonstration, as the separate program that it is. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { StartRefusal } from '#database/start-refusal.ts'
import { type MessageConnections, readMessageConnections } from '../message-connection.ts'

const program = fileURLToPath(new URL('../../stand-ins/messages/main.ts', import.meta.url))

export type MessageStandIn = AsyncDisposable & {
  readonly connections: MessageConnections
  /** Where people read what was caught. */
  readonly page: string
}

/** Returns once it answers. It ends with this process, however that ends, and what it caught is gone with it. */
export async function startMessageStandIn(): Promise<MessageStandIn> {
  const child = spawn(process.execPath, [program, '--with-parent'], { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  let ready = ''
  for await (const line of createInterface(child.stdout)) {
    ready = line
    break
  }
  const [word, mail, sms, post, page] = ready.split(' ')
  if (word !== 'ready' || page === undefined)
    throw new StartRefusal(
      'Demonstrationens posthus kunne ikke starte: kør npm install med alle pakker',
      "the demonstration's stand-in for messages could not start: run npm install with all packages",
    )
  const token = 'kun-til-demonstration'
  return {
    connections: readMessageConnections(
      {
        MAIL_ADDRESS: mail,
        MAIL_FROM: 'svar-ikke@lillekoebing.example',
        MAIL_BOUNCE: 'retur@lillekoebing.example',
        SMS_ADDRESS: sms,
        SMS_TOKEN: token,
        SMS_FROM: 'Lillekoebin',
        POST_ADDRESS: post,
        POST_TOKEN: token,
      },
      { isDemo: true },
    ),
    page,
    async [Symbol.asyncDispose]() {
      child.stdin.end()
      child.kill('SIGTERM')
      await ended
    },
  }
}
