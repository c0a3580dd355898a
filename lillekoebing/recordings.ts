/** A test voice for the youngest children's questionnaire: made by a program, and said to be so wherever it is heard. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { listQuestionnaires } from '#database/questionnaire.ts'
import { listRecorded, saveRecording } from '#database/recording.ts'
import type { Doors } from '#database/transaction.ts'
import { Questionnaire, QuestionnaireText } from '#domain/questionnaire/questionnaire-schema.ts'
import { type ToRead, wordsToRead } from '#database/recording-key.ts'
import { association } from './place.ts'

const read = 'indskoling'

/** What is read, from the files of the questionnaire. */
export function testWords(questionnaire: unknown, danish: unknown): readonly ToRead[] {
  const text = QuestionnaireText.parse(danish)
  return wordsToRead(Questionnaire.parse(questionnaire).items, { da: text, en: { ...text, items: {} } })
}

/** A file belongs to exactly the words it says: with other words nobody finds it. */
export function testRecordingName({ item, key }: Pick<ToRead, 'item' | 'key'>): string {
  return `${item}.${key.slice(0, 12)}.mp3`
}

/** Puts in what is missing; a recording a person has made is left alone. */
export async function writeTestRecordings(doors: Doors, today: string): Promise<void> {
  await doors.asSystem('seeding the invented world', { municipalityId: association.id, login: 'staff' }, async (tx) => {
    const found = (await listQuestionnaires(tx)).find(({ questionnaire }) => questionnaire.code === read)
    if (!found) return
    const danish = wordsToRead(found.questionnaire.items, found.texts).filter(({ language }) => language === 'da')
    const there = new Set(
      (
        await listRecorded(
          tx,
          danish.map(({ key }) => key),
        )
      ).map(({ key }) => key),
    )
    for (const line of danish) {
      const file = new URL(`recordings/${testRecordingName(line)}`, import.meta.url)
      if (there.has(line.key) || !existsSync(file)) continue
      const sound = readFileSync(file)
      await saveRecording(tx, {
        key: line.key,
        language: 'da',
        id: createHash('sha256').update(sound).digest('hex'),
        mediaType: 'audio/mpeg',
        voice: 'test',
        sound,
        recordedAt: `${today}T09:00:00Z`,
        recordedBy: null,
      })
    }
  })
}
