import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'

type Html<Own> = Own & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Own> & { ref?: Ref<HTMLAnchorElement> }

/** A link in text. */
export const TextLink = createLink((props: Html<AnchorProps>) => <Anchor fz="inherit" underline="always" {...props} />)

/** A link that looks like a button: it goes somewhere, it does nothing. */
export const ButtonLink = createLink((props: Html<ButtonProps>) => <Button component="a" {...props} />)

/** The link of a table row: all of the row leads there. */
export const RowLink = createLink((props: Html<AnchorProps>) => (
  <Anchor fz="inherit" {...props} className={`rowlink ${props.className ?? ''}`} />
))
