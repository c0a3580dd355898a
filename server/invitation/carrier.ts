/** Who carries messages out of the house: one for each channel that the installation is configured for. */
import { findCvr } from '#database/invitation.ts'
import type { Tx } from '#database/transaction.ts'
import type { Channel } from '#domain/invitation/invitation.ts'
import type { Outcome, Receipt } from '#domain/invitation/outcome.ts'
import type { House } from '../house.ts'

/** A message on its way. It exists only between being made and being handed over, and is never stored or logged. */
export type Parcel = {
  /** Ours: the same each time the same message is handed over. */
  readonly id: string
  /** By which it is found again when something comes back. */
  readonly municipalityId: number
  /** A mail address, a telephone number or a CPR number, as the channel has it. */
  readonly to: string
  readonly title: string
  /** The words; of Digital Post the whole message as MeMo. */
  readonly text: string
}

export type Carrier = {
  /** Hands one over. Never throws: what goes wrong is an outcome too. Waits for its turn where the channel is throttled. */
  readonly send: (parcel: Parcel) => Promise<Outcome>
  /** Asks what became of it; left out where the other side writes to us instead. Undefined when it did not say. */
  readonly ask?: (transportId: string) => Promise<Receipt | undefined>
}

/** Channels that a machine sends by. Letters are printed by people. */
export type SentChannel = Exclude<Channel, 'letter'>
export type Carriers = ReadonlyMap<SentChannel, Carrier>

/** Channels this municipality can write by: letters always, Digital Post only where its own CVR number is known. */
export async function availableChannels(tx: Tx, { carriers }: House): Promise<readonly Channel[]> {
  const configured = [...(carriers?.keys() ?? [])]
  const isKnown = !configured.includes('digitalPost') || (await findCvr(tx)) !== undefined
  return [...configured.filter((channel) => channel !== 'digitalPost' || isKnown), 'letter']
}
