/** A link that looks like a button: it leads somewhere, so it is an anchor. */
import type { ComponentProps } from 'react'
import { type ButtonLook, type ButtonSize, buttonClass } from '../button/button.tsx'
import { Icon, type IconName } from '../icon/icon.tsx'

export type LinkButtonProps = Omit<ComponentProps<'a'>, 'className'> & {
  look?: ButtonLook
  size?: ButtonSize
  isWide?: boolean
  icon?: IconName | undefined
  iconAfter?: IconName | undefined
}

export function LinkButton({ look = 'primary', size = 'normal', isWide = false, icon, iconAfter, children, ...native }: LinkButtonProps) {
  return (
    <a {...native} className={buttonClass(look, size, isWide)}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {iconAfter && <Icon name={iconAfter} />}
    </a>
  )
}
