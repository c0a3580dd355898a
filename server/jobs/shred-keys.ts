/**
 * Takes erased people out of the key tree, where this process may write the keys; where it may not, an operator does it
 * (`boernungeliv key shred`), and `doctor` says when somebody has waited longer than a day. Doing it again changes nothing.
 */
import type { House } from '../house.ts'
import { shredWaiting } from '../key-shredding.ts'

export async function shredKeys({ doors, keyStore, now }: House): Promise<void> {
  if (keyStore === undefined || !(await keyStore.isWritable())) return
  await shredWaiting({ doors, keyStore, now })
}
