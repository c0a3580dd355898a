/** Where a road ends. Nothing of the visit is left when this is shown. */
import type { ReactNode } from 'react'
import { Button } from '#web/design/button/button.tsx'
import { Frame, Heading, Product, type Speech } from './frame.tsx'
import { HelpLines } from './help-lines.tsx'
import type { Ending } from './journey.ts'

/** Endings that one may come back from with the same codes. */
const again: readonly Ending[] = ['lessonOver', 'gone', 'left', 'elsewhere']

/** `notice`: what still waits on this machine. */
export function EndPage({ t, how, notice, onDone }: Speech & { how: Ending; notice: ReactNode; onDone: () => void }) {
  return (
    <Frame top={<Product t={t} />}>
      <Heading>{t(`end.${how}`)}</Heading>
      <p className="lead">{t(`end.${how}.text`)}</p>
      {notice}
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
          {t(again.includes(how) ? 'end.again' : 'end.done')}
        </Button>
      </nav>
    </Frame>
  )
}
