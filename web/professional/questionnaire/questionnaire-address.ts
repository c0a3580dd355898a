/** Where the pages of a questionnaire lie. A version has a dot, so it never ends a path: that would look like a file's. */
import { addresses } from '../shell/navigation.ts'

export const readAddress = (code: string, version: string) => `${addresses.questionnaire}/${code}?version=${version}`
export const composeAddress = (id: string) => `${addresses.questionnaire}/sammensaet/${id}`
export const editionAddress = (id: string) => `${addresses.questionnaire}/version/${id}`
export const diffAddress = (code: string, from: string, to: string) => `${addresses.questionnaire}/${code}/forskelle?fra=${from}&til=${to}`
