/** Fills a demonstration with the invented municipality, its neighbours and, when asked, a whole nation. */
import pg from 'pg'
import { seedNation, sealNation } from '#lillekoebing/nation.ts'
import { seedLillekoebing } from '#lillekoebing/seed.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import { issuerOfRoster } from '../http/login.ts'
import type { Installation } from '../installation.ts'
import { progressBar } from '../log.ts'
import { loadDemoPacks } from './load-demo-packs.ts'
import { sealingOf } from './sealing.ts'

/**
 * Writes what is missing, with a progress bar; nothing when all is there. `isStopped` is asked after each
 * step: a seeding that is broken off goes on at the next start.
 */
export async function seedDemo(
  { databaseUrl }: Installation,
  house: House,
  isStopped: () => boolean = () => false,
): Promise<'seeded' | 'already there'> {
  assertDemo(house)
  const migrator = new pg.Client({ connectionString: databaseUrl })
  migrator.on('error', () => {})
  await migrator.connect()
  const showProgress = progressBar('Opretter Lillekøbing')
  try {
    await migrator.query('begin; set local role bul_owner')
    await loadDemoPacks(migrator, house.now())
    await migrator.query('commit')
    return await seedLillekoebing({
      migrator,
      doors: house.doors,
      keyring: house.keyring,
      issuer: issuerOfRoster(house.logins, 'uni-login'),
      today: dayInDenmark(house.now()),
      sealing: sealingOf(house),
      onProgress(done) {
        if (isStopped())
          throw new StartRefusal(
            'Stoppet, mens Lillekøbing blev oprettet; resten følger ved næste start',
            'stopped while seeding; the rest follows at the next start',
          )
        showProgress(done)
      },
    })
  } finally {
    await migrator.end()
  }
}

/** A nation for benchmarks: some hundred thousand pupils, which takes its time. */
export async function seedWholeNation(house: House, { isSealed }: { readonly isSealed: boolean }): Promise<void> {
  assertDemo(house)
  const today = dayInDenmark(house.now())
  const showWriting = progressBar('Opretter landet')
  await seedNation({ doors: house.doors, keyring: house.keyring, today, onProgress: ({ done }) => showWriting(done) })
  if (!isSealed) return
  const showSealing = progressBar('Forsegler landet')
  await sealNation({ doors: house.doors, sealing: sealingOf(house), today, onProgress: ({ done }) => showSealing(done) })
}

function assertDemo({ isDemo }: House): void {
  if (!isDemo)
    throw new StartRefusal('Opfundne mennesker hører kun hjemme i en demonstration', 'invented people belong in a demonstration only')
}
