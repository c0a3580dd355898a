/** Something happens here. One primary per page; what leads elsewhere is a link (`link-button`). */
import './button.css'
import type { ComponentProps } from 'react'
import { Icon, type IconName } from '../icon/icon.tsx'
import { Spinner } from '../spinner/spinner.tsx'

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'small' | 'normal' | 'large'

/** The class of a button's look; a link that looks like one wears the same. */
export function buttonClass(look: ButtonLook, size: ButtonSize, isWide: boolean): string {
  return `button button--${look} button--${size}${isWide ? ' button--wide' : ''}`
}

export type ButtonProps = Omit<ComponentProps<'button'>, 'className' | 'disabled'> & {
  look?: ButtonLook
  size?: ButtonSize
  isWide?: boolean
  icon?: IconName | undefined
  iconAfter?: IconName | undefined
  /** Work is under way: presses do nothing, and the button keeps focus and says it is busy. */
  isBusy?: boolean
  /** Id of the words that say why it can't be pressed yet. It keeps its place in the order of tabs, so that they are found. */
  waitsFor?: string | undefined
}

export function Button({
  look = 'primary',
  size = 'normal',
  isWide = false,
  icon,
  iconAfter,
  isBusy = false,
  waitsFor,
  type = 'button',
  onClick,
  children,
  ...native
}: ButtonProps) {
  const isOff = isBusy || waitsFor !== undefined
  return (
    <button
      {...native}
      {...(waitsFor === undefined ? {} : { 'aria-describedby': waitsFor })}
      type={type}
      className={buttonClass(look, size, isWide)}
      aria-disabled={isOff || undefined}
      aria-busy={isBusy || undefined}
      onClick={(event) => (isOff ? event.preventDefault() : onClick?.(event))}
    >
      {isBusy ? <Spinner /> : icon && <Icon name={icon} />}
      <span>{children}</span>
      {iconAfter && <Icon name={iconAfter} />}
    </button>
  )
}
