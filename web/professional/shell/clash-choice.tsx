/** Beneath a field that somebody else has given other words meanwhile: what they wrote, and which of the two is to stand. */
import { wordDiff } from '#domain/text/word-diff.ts'
import { Button } from '../../design/button/button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import type { Choice, Clash } from './keep-draft.ts'
import styles from './draft.module.css'

type ClashChoiceProps = {
  readonly clash: Clash
  readonly onChoose: (choice: Choice) => void
  /** How what was written is said, where it is no text; such a thing cannot be both. */
  readonly say?: (words: string) => string
}

export function ClashChoice({ clash: { mine, theirs }, onChoose, say }: ClashChoiceProps) {
  const { t } = useWords()
  const isText = say === undefined
  return (
    <div data-clash tabIndex={-1} className={styles.clash}>
      <Notice
        kind="warning"
        title={t('shell.clash.title')}
        actions={
          <>
            <Button size="small" look="secondary" onClick={() => onChoose('mine')}>
              {t('shell.clash.mine')}
            </Button>
            <Button size="small" look="secondary" onClick={() => onChoose('theirs')}>
              {t('shell.clash.take')}
            </Button>
            {isText && mine.trim() !== '' && theirs.trim() !== '' && (
              <Button size="small" look="secondary" onClick={() => onChoose('both')}>
                {t('shell.clash.both')}
              </Button>
            )}
          </>
        }
      >
        <p>{t('shell.clash.text')}</p>
        <p>
          <strong>{t('shell.clash.theirs')}</strong>
        </p>
        {theirs.trim() === '' ? (
          <p>{t('shell.clash.emptied')}</p>
        ) : (
          <blockquote>{isText ? <Words mine={mine} theirs={theirs} /> : say(theirs)}</blockquote>
        )}
      </Notice>
    </div>
  )
}

/** Their words, those marked that are not in mine; where the two have nothing in common there is nothing to mark. */
function Words({ mine, theirs }: Pick<Clash, 'mine' | 'theirs'>) {
  const runs = wordDiff(mine, theirs).filter(({ kind }) => kind !== 'gone')
  if (!runs.some(({ kind }) => kind === 'same')) return theirs
  return runs.map(({ kind, words }, place) => (kind === 'same' ? <span key={place}>{words}</span> : <ins key={place}>{words}</ins>))
}
