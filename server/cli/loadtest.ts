import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { StartRefusal } from '#database/start-refusal.ts'
import { complain, say } from '../log.ts'
import type { Habits } from './loadtest/child.ts'
import type { Slip } from './loadtest/come-in.ts'
import { comeBack, type Load, percentile, runLoad } from './loadtest/load.ts'
import { openThrowAway } from './loadtest/throw-away.ts'
import type { Verb } from './verb.ts'

export const loadtest: Verb = {
  summary: 'let whole classes answer at once, and look for everything that was acknowledged',
  help: `boernungeliv loadtest [--classes 4] [--seconds 60] [--pause 3 | --flat-out] [--lost 0.05] [--submits 0.9]
boernungeliv loadtest --address <https://…> --slips <file> [the same]

Children who come in, answer page by page, lose the line, come back, and submit. Alone it makes an installation of its own and
throws it away: database, program, classes of 25. With --address it answers at a demonstration elsewhere, with the slips in a file
(code,slip on each line); an address that does not say that it is a demonstration is refused.

  --classes  1-100   --seconds  1-900   --pause  seconds on a page, on the average
  --lost     how often the line is lost at a save, 0-1   --submits  how many submit in the end, 0-1

Exit code 0 when everything acknowledged is there, 1 when something is not. See docs/how-to/load-test.md.`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        classes: { type: 'string' },
        seconds: { type: 'string' },
        pause: { type: 'string' },
        'flat-out': { type: 'boolean' },
        lost: { type: 'string' },
        submits: { type: 'string' },
        address: { type: 'string' },
        slips: { type: 'string' },
      },
    })
    const habits: Habits = {
      pauseSeconds: values['flat-out'] === true ? 0 : number('pause', values.pause, 3, 0, 60),
      lost: number('lost', values.lost, 0.05, 0, 1),
      submits: number('submits', values.submits, 0.9, 0, 1),
    }
    const seconds = number('seconds', values.seconds, 60, 1, 900)
    if (values.address !== undefined) return elsewhere(values.address, values.slips, habits, seconds)
    const classes = Math.floor(number('classes', values.classes, 4, 1, 100))
    say(`Gør ${classes} klasser klar …`)
    await using ground = await openThrowAway(classes)
    const load = await runLoad(ground.origin, ground.slips, habits, seconds)
    return tell(load, [...(await comeBack(ground.origin, load.children)), ...(await ground.findBroken(load.children))])
  },
}

const childrenAtMost = 2_500

async function elsewhere(address: string, slipsFile: string | undefined, habits: Habits, seconds: number): Promise<number> {
  const { origin } = new URL(address)
  if (slipsFile === undefined) {
    complain('Angiv sedlerne: --slips <fil> med kode,seddel på hver linje / give the slips: --slips <file>')
    return 2
  }
  await assertDemonstration(origin)
  const slips = readFileSync(slipsFile, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/[,;]/))
    .flatMap(([code, slip]): Slip[] => (code && slip ? [{ code: code.trim(), slip: slip.trim() }] : []))
    .slice(0, childrenAtMost)
  if (slips.length === 0) throw new StartRefusal('Der er ingen sedler i filen', 'there are no slips in the file')
  const load = await runLoad(origin, slips, habits, seconds)
  return tell(load, await comeBack(origin, load.children))
}

/** Answers of real children stand at every other address. */
async function assertDemonstration(origin: string): Promise<void> {
  const said = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(10_000) })
    .then((came) => came.json() as Promise<{ demonstration?: boolean }>)
    .catch(() => undefined)
  if (said === undefined) throw new StartRefusal(`${origin} svarer ikke`, 'the address does not answer')
  if (said.demonstration !== true)
    throw new StartRefusal(
      `${origin} siger ikke, at den er en demonstration: en belastningsprøve må aldrig køre, hvor børn svarer`,
      'the address does not say that it is a demonstration',
    )
}

function number(name: string, given: string | undefined, otherwise: number, least: number, most: number): number {
  const value = given === undefined ? otherwise : Number(given)
  if (value >= least && value <= most) return value
  throw new StartRefusal(`--${name} skal være et tal fra ${least} til ${most}`, `--${name} must be a number from ${least} to ${most}`)
}

const one = (value: number) => value.toLocaleString('da', { maximumFractionDigits: value < 10 ? 1 : 0 })

function tell({ tally, children, seconds }: Load, foundAfterwards: readonly string[]): number {
  const { waits, refused } = tally
  const broken = [...tally.broken, ...foundAfterwards]
  const came = children.filter(({ state }) => state !== 'outside').length
  say(`${came} af ${children.length} børn kom ind, ${tally.submits} indsendte, på ${one(seconds)} sekunder`)
  say(`kvitterede svar     ${one(tally.acknowledged)} (${one(tally.acknowledged / seconds)} i sekundet, ${one(tally.saves)} gange gemt)`)
  say(
    `ventetid            halvdelen under ${one(percentile(waits, 0.5))} ms, 95 % under ${one(percentile(waits, 0.95))} ms, 99 % under ${one(percentile(waits, 0.99))} ms`,
  )
  say(`længst uden svar    ${one(tally.longestGapMs)} ms`)
  say(`bedt om at vente    ${refused.tooBusy} travlt, ${refused.tooMany} for mange forsøg, ${refused.defect} fejl`)
  say(
    `linjen tabt         ${refused.noLine} gange midt i et kald, ${tally.parcels} pakker sendt bagefter, ${tally.returns} gange kommet tilbage`,
  )
  for (const sentence of new Set(broken)) complain(`✗ ${sentence}`)
  say(broken.length === 0 ? '✓ alt, hvad der blev kvitteret, er der, som barnet så det' : `${broken.length} løfter er brudt`)
  return broken.length === 0 ? 0 : 1
}
