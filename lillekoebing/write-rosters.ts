/**
 * Writes the example roster files:
 *
 *   node lillekoebing/write-rosters.ts
 */
import { writeFileSync } from 'node:fs'
import { bytesOf, rosterFiles } from './roster-files.ts'

for (const file of rosterFiles()) writeFileSync(new URL(`./rosters/${file.name}`, import.meta.url), bytesOf(file))
