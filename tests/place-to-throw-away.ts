/**
 * Where lies what a test makes and throws away: in memory, where a database of eight hundred files is made and dropped in a tenth
 * of the time and nobody waits for a disk, or in the temporary directory where memory is short. For nothing that is about disks.
 */
import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const memory = '/dev/shm'

/** Several times what two clusters (0.3 GB each) and the demonstrations of a run take together, their logs included. */
const roomNeeded = 3 * 1024 ** 3

export function placeToThrowAway(): string {
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    return Math.min(bavail * bsize, process.availableMemory()) >= roomNeeded ? memory : tmpdir()
  } catch {
    // Not Linux, or a container without it.
    return tmpdir()
  }
}

/** Everywhere that a run may have left something. */
export function placesToThrowAway(): readonly string[] {
  return [memory, tmpdir()].filter((place) => existsSync(place))
}
