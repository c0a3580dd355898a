/** Questions read aloud. */
import { z } from 'zod'
import { respondentLanguages } from '#domain/text/text.ts'
import { operation } from './operation.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const language = z.enum(respondentLanguages)
const voice = z.enum(['person', 'test'])

/** What has been read aloud of a questionnaire, or of an instrument's version that PLUS asks; nothing when neither is there. */
export const listRecordings = operation({
  method: 'GET',
  path: '/recordings/:municipalityId/:code/:version',
  summary: 'Which questions somebody has read aloud, in which languages',
  login: 'statistics',
  act: 'public',
  audit: null,
  params: z.object({ municipalityId: z.coerce.number().int().min(0).max(899), code: z.string().max(60), version: z.string().max(20) }),
  output: z.array(z.object({ item: z.string(), language, id: hash, voice })),
})

export const getRecording = operation({
  method: 'GET',
  path: '/recordings/:municipalityId/:id',
  summary: 'The sound of one question, in base 64',
  login: 'statistics',
  act: 'public',
  audit: null,
  params: z.object({ municipalityId: z.coerce.number().int().min(0).max(899), id: hash }),
  output: z.object({ mediaType: z.string(), sound: z.string() }),
  isFrozen: true,
})

const toRead = z.array(
  z.object({
    item: z.string(),
    language,
    /** One breath each: the question, its help, the answers in order. */
    words: z.array(z.string()),
    key: hash,
    /** Null where nobody has read it yet. */
    recording: z.object({ id: hash, voice, isOwn: z.boolean() }).nullable(),
  }),
)

export const listWordsToRead = operation({
  method: 'GET',
  path: '/questionnaires/:code/:version/recordings',
  summary: 'What there is to read aloud of a questionnaire, and what has been read',
  login: 'staff',
  act: 'bank.read',
  audit: null,
  params: z.object({ code: z.string().max(60), version: z.string().max(20) }),
  output: toRead,
})

export const saveRecording = operation({
  method: 'PUT',
  path: '/recordings/:language/:key',
  summary: 'Keep a recording of these words (MP3, M4A or Ogg, at most 1 MB), in the place of an earlier one',
  login: 'staff',
  act: 'bank.write',
  audit: 'recording.saved',
  params: z.object({ language, key: hash }),
  consumes: 'application/octet-stream',
  output: z.object({ id: hash }),
})

export const deleteRecording = operation({
  method: 'DELETE',
  path: '/recordings/:language/:key',
  summary: 'Take a recording away',
  login: 'staff',
  act: 'bank.write',
  audit: 'recording.deleted',
  params: z.object({ language, key: hash }),
})
