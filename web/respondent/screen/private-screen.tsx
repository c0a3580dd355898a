/**
 * A screen that a neighbour may look at: what has been answered is hidden until it is asked for, and one press covers
 * everything. Whoever goes by keyboard or by ear still finds the choices where they are.
 */
import './private-screen.css'
import { type FormEvent, type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import type { RespondentLanguage } from '#domain/text/text.ts'
import { Button } from '#web/design/button/button.tsx'
import { Icon } from '#web/design/icon/icon.tsx'
import { dropCurtain } from './curtain.tsx'
import { useScreenWords } from './words.ts'

type ToolsProps = { language: RespondentLanguage; isOn: boolean; onTurn: (isOn: boolean) => void }

/** On the question page, beside reading aloud and leaving. */
export function Tools({ language, isOn, onTurn }: ToolsProps) {
  const t = useScreenWords(language)
  return (
    <>
      <Button look="quiet" size="small" icon={isOn ? 'eye' : 'eyeOff'} onClick={() => onTurn(!isOn)}>
        {isOn ? t('private.off') : t('private.on')}
      </Button>
      {isOn && (
        <Button look="quiet" size="small" icon="stop" onClick={dropCurtain}>
          {t('curtain.drop')}
        </Button>
      )}
    </>
  )
}

type CoverProps = {
  language: RespondentLanguage
  isOn: boolean
  isAnswered: boolean
  /** One choice is the whole answer: then it is hidden as soon as it is made. */
  isOneChoice: boolean
  children: ReactNode
}

/**
 * One question. What was answered before is hidden when its page comes; a choice that is touched or typed as a digit, as
 * soon as it is made. Walking into it by keyboard shows it, or nobody would see where they are.
 */
export function Cover({ language, isOn, isAnswered, isOneChoice, children }: CoverProps) {
  const t = useScreenWords(language)
  const [isShown, setShown] = useState(!isAnswered)
  /** By an arrow one passes choices on the way to one's own; by a touch or a digit one has arrived. */
  const isArriving = useRef(true)
  const [wasOn, setWasOn] = useState(isOn)
  if (isOn !== wasOn) {
    setWasOn(isOn)
    if (isOn && isAnswered) setShown(false)
  }
  const isCovered = isOn && isAnswered && !isShown

  const press = ({ key }: KeyboardEvent) => void (isArriving.current = /^\d$/.test(key))
  // On the button below nothing is shown before it is pressed.
  const release = ({ key, target }: KeyboardEvent) =>
    isCovered && /^(Tab|Arrow.*| )$/.test(key) && !(target as HTMLElement).closest('.cover') && setShown(true)
  const choose = ({ target }: FormEvent) => {
    if (isOneChoice && isArriving.current && (target as HTMLInputElement).type === 'radio') setShown(false)
  }
  const question = useRef<HTMLDivElement>(null)
  // What has the focus has grown from nothing to a row: it must not lie outside the window now.
  useLayoutEffect(() => {
    const focused = document.activeElement
    if (isOn && !isCovered && focused?.matches('input, select, textarea') && question.current?.contains(focused))
      focused.scrollIntoView({ block: 'center' })
  }, [isOn, isCovered])
  return (
    <div
      ref={question}
      className={isCovered ? 'covered' : undefined}
      onPointerDown={() => void (isArriving.current = true)}
      onKeyDown={press}
      onKeyUp={release}
      onChange={choose}
    >
      {children}
      {isOn && isAnswered && (
        <div className="cover">
          {isCovered && (
            <p role="status">
              <Icon name="eyeOff" />
              {t('private.answered')}
            </p>
          )}
          <Button look="secondary" onClick={() => setShown(!isShown)}>
            {isCovered ? t('private.show') : t('private.hide')}
          </Button>
        </div>
      )}
    </div>
  )
}
