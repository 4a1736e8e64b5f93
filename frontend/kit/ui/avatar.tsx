/** Initials in a circle, drawn by CSS so they are never read aloud, copied or taken for the name; the hue comes from the name, so a person is the same colour everywhere. Square for clinics and entities. */
import { cva, type VariantProps } from 'class-variance-authority'
import { initialsOf } from '../meta/format'
import { type Hue } from '../meta/wire'
import { cn } from './cn'
import { tip } from './tooltip'

const HUES: Hue[] = [
  'blue',
  'violet',
  'green',
  'orange',
  'teal',
  'pink',
  'cyan',
  'lime',
  'amber',
  'red',
]

export function hueOf(name: string): Hue {
  let sum = 7
  for (const letter of name.normalize('NFC')) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return HUES[sum % HUES.length] ?? 'blue'
}

const avatarStyle = cva(
  'relative inline-grid shrink-0 place-items-center bg-hue-soft before:content-[attr(data-initials)] font-semibold text-hue-text select-none leading-none',
  {
    variants: {
      size: {
        20: 'size-5 text-[9px]',
        24: 'size-6 text-[10px]',
        32: 'size-8 text-meta',
        40: 'size-10 text-body',
        56: 'size-14 text-[19px]',
      },
      square: { true: 'rounded-control', false: 'rounded-full' },
    },
    defaultVariants: { size: 24, square: false },
  },
)

export interface AvatarProps extends VariantProps<typeof avatarStyle> {
  name: string
  hue?: Hue
  /** The name is written beside it: then it is decoration only. */
  decorative?: boolean
  /** A green dot; say the same in words nearby. */
  present?: boolean
  className?: string
}

export function Avatar({ name, hue, size, square, decorative, present, className }: AvatarProps) {
  const label = decorative
    ? { 'aria-hidden': true as const }
    : { role: 'img', 'aria-label': name, ...tip(name) }
  return (
    <span
      data-slot="avatar"
      data-hue={hue ?? hueOf(name)}
      data-initials={initialsOf(name)}
      className={cn(avatarStyle({ size, square }), className)}
      {...label}
    >
      {present && (
        <span className="absolute -right-px -bottom-px size-2 rounded-full bg-ok ring-2 ring-bg" />
      )}
    </span>
  )
}
