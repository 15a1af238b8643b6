/** Whose configuration or reading a file is. */

/** A device as far as a file may name it. */
export type Nameable = {
  readonly id: string
  readonly serial: string
  /** As its last configuration or reading calls it. */
  readonly host: string | null
}

/** What a file says of whose it is. */
export type Naming = {
  /** With its folders. */
  readonly name: string
  /** As the device calls itself in it; empty where it does not. */
  readonly host: string
  /** Of the chassis that its inventory lists. */
  readonly serials: readonly string[]
}

export type Owner =
  | {
      readonly kind: 'device'
      readonly device: Nameable
      /** The other chassis that answer with it: members of a virtual chassis, the other node of a cluster. */
      readonly beside: readonly Nameable[]
      readonly why: string
    }
  | { readonly kind: 'nobody'; readonly why: string }

/**
 * By the serial that the device says itself, else by one in the name of the file, else by the host name that it had before, else by a
 * folder or file that is called so. Two that fit are no answer: data at the wrong device is worse than data that waits for somebody to
 * say whose it is.
 */
export function ownerOf(file: Naming, devices: readonly Nameable[]): Owner {
  if (file.serials.length > 0) {
    const [device, ...beside] = file.serials.flatMap((serial) => devices.find((each) => each.serial === serial) ?? [])
    if (device) return { kind: 'device', device, beside, why: 'it says its serial itself' }
    return {
      kind: 'nobody',
      why: `it says its serial is ${file.serials.join(' and ')}, which is not in the installed base: import it as a list of devices first`,
    }
  }
  const one = (found: readonly Nameable[], why: string, several: (found: readonly Nameable[]) => string): Owner | undefined => {
    const [device] = found
    if (!device) return undefined
    return found.length === 1 ? { kind: 'device', device, beside: [], why } : { kind: 'nobody', why: several(found) }
  }
  const words = new Set(
    file.name
      .toUpperCase()
      .split(/[^A-Z0-9-]+/)
      .flatMap((word) => [word, ...word.split('-')]),
  )
  const host = file.host.toLowerCase()
  const called = new Set(
    file.name
      .toLowerCase()
      .split(/[/\\]/)
      .flatMap((part) => [part, part.replace(/\.\w{1,4}$/, '')]),
  )
  return (
    one(
      devices.filter(({ serial }) => words.has(serial)),
      'its serial stands in the name of the file',
      (found) => `the name of the file holds the serials ${found.map(({ serial }) => serial).join(' and ')}`,
    ) ??
    one(
      host === '' ? [] : devices.filter((each) => each.host?.toLowerCase() === host),
      `it calls itself ${file.host}, as before`,
      (found) => `${found.length} devices call themselves ${file.host}`,
    ) ??
    one(
      // what says another name of itself is not who its file is called
      host !== '' ? [] : devices.filter((each) => each.host !== null && called.has(each.host.toLowerCase())),
      'the file or its folder is called as the device calls itself',
      (found) => `${found.length} devices are called as the file or its folder`,
    ) ?? {
      kind: 'nobody',
      why: `no serial of a device stands in the name of the file, and ${file.host === '' ? 'it names no host' : `no device is known as ${file.host}`}`,
    }
  )
}
