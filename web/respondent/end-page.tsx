/** Where a road ends. Nothing of the visit is left when this is shown. */
import { Button } from '#web/design/button/button.tsx'
import { Frame, Heading, Product, type Speech } from './frame.tsx'
import { HelpLines } from './help-lines.tsx'
import type { Ending } from './journey.ts'
import type { TextKey } from './words.ts'

const endings = {
  sent: ['end.sent', 'end.sent.text', 'end.done'],
  declined: ['end.declined', 'end.declined.text', 'end.done'],
  already: ['end.already', 'end.already.text', 'end.done'],
  closed: ['end.closed', 'end.closed.text', 'end.done'],
  lessonOver: ['end.lessonOver', 'end.lessonOver.text', 'end.again'],
  gone: ['end.gone', 'end.gone.text', 'end.again'],
  left: ['end.left', 'end.left.text', 'end.again'],
} as const satisfies Record<Ending, readonly [TextKey, TextKey, TextKey]>

export function EndPage({ t, how, onDone }: Speech & { how: Ending; onDone: () => void }) {
  const [title, text, done] = endings[how]
  return (
    <Frame top={<Product t={t} />}>
      <Heading>{t(title)}</Heading>
      <p className="lead">{t(text)}</p>
      {how === 'sent' && (
        <section className="about">
          <h2>{t('end.next')}</h2>
          <ol className="next">
            <li>{t('end.next.together')}</li>
            <li>{t('end.next.class')}</li>
            <li>{t('end.next.use')}</li>
          </ol>
        </section>
      )}
      {/* Somebody who left in a hurry may not want a headline on the screen that says why. */}
      {how !== 'left' && (
        <section className="helplines prose">
          <h2>{t('help.title')}</h2>
          <HelpLines t={t} />
        </section>
      )}
      <nav className="way">
        <Button size="large" onClick={onDone}>
          {t(done)}
        </Button>
      </nav>
    </Frame>
  )
}
