/** Where the pages of a questionnaire lie. */
import { addresses } from '../shell/navigation.ts'

export const readAddress = (code: string, version: string) => `${addresses.questionnaire}/${code}/${version}`
export const composeAddress = (id: string) => `${addresses.questionnaire}/sammensaet/${id}`
export const editionAddress = (id: string) => `${addresses.questionnaire}/version/${id}`
export const diffAddress = (code: string, from: string, to: string) => `${addresses.questionnaire}/${code}/forskelle?fra=${from}&til=${to}`
