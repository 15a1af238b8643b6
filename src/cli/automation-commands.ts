import type { Command } from 'commander'

/** Commands of service automation: what a collector sends, and what was sent. */
export function addAutomationCommands(program: Command): void {
  const automation = program
    .command('automation')
    .description('what a collector sends (by HOLDFAST_ADDRESS and HOLDFAST_KEY), and what was sent under a contract')
  const sent = (name: string, description: string) =>
    automation
      .command(name)
      .description(description)
      .option('-a, --account <code>', 'account, when it is not that of the key')
      .option('-c, --contract <number>', 'contract, when it is not that of the key')
      .option('--json', 'as JSON')
  const read = (name: string, description: string) =>
    automation
      .command(`${name} <contract>`)
      .description(description)
      .option('-a, --account <code>', 'account, when it is not your own')
      .option('--json', 'as JSON')

  sent('feed <file>', 'send an inventory, CSV or JSON; - for what comes in')
    .requiredOption('-s, --source <name>', 'what read it, such as a script with its version')
    .option('--read-at <instant>', 'when it was read; else the time of the file')
    .action(async (file, options) => (await import('./automation.ts')).feed(file, options))
  sent('collect <device> <files...>', 'send files that a script collected of a device; - for what comes in')
    .requiredOption('-s, --script <name>', 'the script')
    .requiredOption('--script-version <version>', 'its version')
    .option('--collected-at <instant>', 'when they were collected; else the time of each file')
    .option('--batch <name>', 'the same for files of one run; else script and time')
    .action(async (device, files, options) => (await import('./automation.ts')).collect(device, files, options))
  sent('event [device] [kind]', 'send a detected event, or those of a file')
    .option('--severity <severity>', 'critical, major or minor', 'major')
    .option('--at <instant>', 'when it happened; else now')
    .option('--text <text>', 'what the device said')
    .option('--id <number>', 'its number: sent again, it is the same event')
    .option('--from <file>', 'events as JSON, JSON by line, or CSV; - for what comes in')
    .action(async (device, kind, options) => (await import('./automation.ts')).event(device, kind, options))

  read('show', 'collectors, whether they are silent, and how what they sent compares').action(async (contract, options) =>
    (await import('./automation.ts')).show(contract, options),
  )
  read('feeds', 'inventories that came').action(async (contract, options) => (await import('./automation.ts')).feeds(contract, options))
  read('files', 'what was collected of the devices, when and by which script')
    .option('-d, --device <serial>', 'only of this device')
    .action(async (contract, options) => (await import('./automation.ts')).files(contract, options))
  read('events', 'detected events with what became of them')
    .option('--fate <fate>', 'opened, added, test or refused')
    .action(async (contract, options) => (await import('./automation.ts')).events(contract, options))
}
