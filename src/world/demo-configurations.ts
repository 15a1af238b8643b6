import { inspect } from '../analysis/findings/inspection.ts'
import type { Parts } from '../assemble.ts'
import { inScope, providerScope } from '../db/scope.ts'
import { listDevices } from '../installed-base/service.ts'
import { takeDeviceData } from '../installed-base/taking/service.ts'
import { fireDue } from '../jobs/runner.ts'
import { sortCapture } from '../junos/sort-capture.ts'
import { daysMs, type Instant } from '../lib/time.ts'
import type { Built } from './build.ts'

/** Configurations of some devices of the demonstration, with what is found in many networks. */

const configuration = (host: string, at: number, later: boolean): string => `## Last commit: 2026-03-02 04:11:07 UTC by nightly
version 22.4R3-S5.6;
groups {
    common {
        system {
            services {
                ssh {
                    root-login ${at % 3 === 0 ? 'allow' : 'deny'};
                    protocol-version v2;
                }
                netconf {
                    ssh;
                }${at % 2 === 0 ? '\n                telnet;' : ''}
            }
            syslog {
                host 192.0.2.20 {
                    any notice;
                    authorization info;
                }
            }
        }
    }
}
apply-groups common;
system {
    host-name ${host};
    root-authentication {
        encrypted-password "$6$demodemo$0123456789abcdefghijklmnopqrstuvwxyz"; ## SECRET-DATA
    }
    login {
        class operators {
            idle-timeout ${later ? 10 : 60};
            permissions [ view view-configuration ];
        }
        user noc {
            class super-user;
            authentication {
                encrypted-password "$6$demodemo$zyxwvutsrqponmlkjihgfedcba9876543210"; ## SECRET-DATA
            }
        }
    }
    ntp {
        server 192.0.2.30;
    }
}
interfaces {
    xe-0/1/0 {
        description "to the core";
        unit 0 {
            family inet {
                address 198.51.100.${2 * at}/31;
            }
        }
    }
    lo0 {
        unit 0 {
            family inet {${later ? '\n                filter {\n                    input protect;\n                }' : ''}
                address 203.0.113.${at + 1}/32;
            }
        }
    }
}
snmp {
    community public {
        authorization read-only;
    }
}
routing-options {
    autonomous-system 64500;
}
protocols {
    bgp {
        group transit {
            type external;
            peer-as 64511;
            neighbor 198.51.100.${2 * at + 1};
        }
    }
}
policy-options {
    prefix-list management {
        192.0.2.0/24;
    }
}
firewall {
    family inet {
        filter protect {
            term ssh {
                from {
                    source-prefix-list management;
                    protocol tcp;
                    destination-port ssh;
                }
                then accept;
            }
            term rest {
                then discard;
            }
        }
    }
}
`

/** Two configurations each, a fortnight apart, of the first routers of one customer. */
export async function playConfigurations(parts: Parts, built: Built, now: Instant): Promise<void> {
  const account = built.accounts.get('ALBION')
  if (!account) return
  for (const later of [false, true]) {
    const at = now - (later ? 1 : 15) * daysMs
    await inScope(parts.db, providerScope, async (tx) => {
      const devices = (await listDevices(tx, account.id, { limit: 200 })).filter(({ product }) => product === 'MX204').slice(0, 6)
      for (const [place, device] of devices.entries())
        await takeDeviceData(
          tx,
          account,
          { now: at, actor: 'system' },
          { name: `${device.serial}.conf`, sorted: sortCapture(configuration(`leeds-${place + 1}`, place, later)) },
          { device, dryRun: false, batch: undefined, inspect },
        )
    })
    await fireDue(parts.db, parts.timers, at)
  }
}
