import { Button, type ButtonProps, Tooltip, VisuallyHidden } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import { type AnchorHTMLAttributes, type ComponentProps, type Ref, useId } from 'react'

type ActProps = ButtonProps & Omit<ComponentProps<'button'>, keyof ButtonProps> & { readonly reason?: string | undefined }

/** A button that says why when it cannot be pressed. It stays reachable by keyboard, so that everybody can ask. */
export function Act({ reason, children, ...rest }: ActProps) {
  const id = useId()
  if (reason === undefined) return <Button {...rest}>{children}</Button>
  const { onClick: _, type: __, ...look } = rest
  return (
    <Tooltip label={reason}>
      <span>
        <Button
          {...look}
          type="button"
          data-disabled
          aria-disabled="true"
          aria-describedby={id}
          onClick={(event) => event.preventDefault()}
        >
          {children}
        </Button>
        <VisuallyHidden id={id}>{reason}</VisuallyHidden>
      </span>
    </Tooltip>
  )
}

type ActLinkProps = ButtonProps &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> & { ref?: Ref<HTMLAnchorElement>; readonly reason?: string | undefined }

/** The same for a link to a page. */
export const ActLink = createLink(({ reason, ref, ...props }: ActLinkProps) => {
  if (reason === undefined) return <Button component="a" ref={ref ?? null} {...props} />
  const { variant, color, size, leftSection, children } = props
  return (
    <Act reason={reason} {...{ variant, color, size, leftSection }}>
      {children}
    </Act>
  )
})
