'use client';
import { hasWebgl } from '@/components/graph/canvas/webgl';
/** What the picture shows and how: every option of the graph beside its type and the words on its lines. */
import type { GraphView } from '@/components/graph/view-state';
import { AMBIENT, BOXES, EDGES, FOLD, GRPC, PROTOCOLS, SERVICES, TCP } from './choices';
import { NarrowOptions } from './narrow-options';
import { Choice, Option, OptionGroup } from './option-rows';

export interface DisplayOptionsProps {
  readonly view: GraphView;
  readonly onChange: (change: Partial<GraphView>) => void;
}

export function DisplayOptions(props: DisplayOptionsProps) {
  return (
    <div className="grid grid-cols-3 gap-x-6 gap-y-4 max-md:grid-cols-1">
      <div className="grid content-start gap-4">
        <Nodes {...props} />
        <Signs {...props} />
        <Drawing {...props} />
      </div>
      <div className="grid content-start gap-4">
        <Traffic {...props} />
        <Ambient {...props} />
      </div>
      <div className="grid content-start gap-4">
        <Lines {...props} />
        <Boxes {...props} />
        <NarrowOptions {...props} />
      </div>
    </div>
  );
}

function Nodes({ view, onChange }: DisplayOptionsProps) {
  return (
    <OptionGroup title="Nodes">
      <Choice
        label="Services as nodes"
        value={view.services}
        onChange={(services) => onChange({ services })}
        options={SERVICES}
        disabled={view.type === 'service'}
      />
      <Option
        label="Operations"
        hint="What is called, by its classified name, between caller and callee"
        checked={view.operations}
        onChange={(operations) => onChange({ operations })}
      />
      <Option
        label="Waypoints"
        hint="As nodes; else they are part of the edges that run through them"
        checked={view.waypoints}
        onChange={(waypoints) => onChange({ waypoints })}
      />
      <Option
        label="Idle nodes"
        hint="Services and workloads that exist and have no traffic"
        checked={view.idleNodes}
        onChange={(idleNodes) => onChange({ idleNodes })}
      />
      <Option
        label="Dead nodes"
        hint="Had traffic in the window; no object or replica is behind them now"
        checked={view.dead}
        onChange={(dead) => onChange({ dead })}
      />
    </OptionGroup>
  );
}

function Signs({ view, onChange }: DisplayOptionsProps) {
  return (
    <OptionGroup title="Signs on nodes">
      <Option
        label="Configuration"
        hint="Circuit breaker, faults, mirroring, routing, shifting, timeout, retry, limits"
        checked={view.badges}
        onChange={(badges) => onChange({ badges })}
      />
      <Option
        label="Out of mesh"
        hint="Workloads that should have a proxy and have none"
        checked={view.outOfMesh}
        onChange={(outOfMesh) => onChange({ outOfMesh })}
      />
      <Option
        label="Rank"
        hint="1 (most) to 100, by the number of edges in and out"
        checked={view.rank}
        onChange={(rank) => onChange({ rank })}
      />
    </OptionGroup>
  );
}

function Traffic({ view, onChange }: DisplayOptionsProps) {
  return (
    <OptionGroup title="Traffic">
      {PROTOCOLS.map(({ value, label, hint }) => (
        <Option
          key={value}
          label={label}
          hint={hint}
          checked={view.protocols.includes(value)}
          onChange={(on) =>
            onChange({
              protocols: PROTOCOLS.map((one) => one.value).filter((one) =>
                one === value ? on : view.protocols.includes(one),
              ),
            })
          }
        />
      ))}
      <Choice
        label="gRPC is measured by"
        value={view.grpc}
        onChange={(grpc) => onChange({ grpc })}
        options={GRPC}
        disabled={!view.protocols.includes('grpc')}
      />
      <Choice
        label="TCP is measured by"
        value={view.tcp}
        onChange={(tcp) => onChange({ tcp })}
        options={TCP}
        disabled={!view.protocols.includes('tcp')}
      />
    </OptionGroup>
  );
}

function Ambient({ view, onChange }: DisplayOptionsProps) {
  return (
    <OptionGroup title="Ambient mode">
      <Choice
        label="Whose numbers count"
        value={view.ambient}
        onChange={(ambient) => onChange({ ambient })}
        options={AMBIENT}
      />
    </OptionGroup>
  );
}

function Lines({ view, onChange }: DisplayOptionsProps) {
  return (
    <OptionGroup title="Edges">
      <Choice
        label="Which are drawn"
        value={view.edges}
        onChange={(edges) => onChange({ edges })}
        options={EDGES}
      />
      <Option
        label="Idle edges"
        hint="Had traffic once, and none in the window"
        checked={view.idle}
        onChange={(idle) => onChange({ idle })}
      />
      <Option
        label="Security"
        hint="A lock where mutual TLS protects the traffic"
        checked={view.labels.includes('mtls')}
        onChange={(on) =>
          onChange({ labels: on ? [...view.labels, 'mtls'] : view.labels.filter((one) => one !== 'mtls') })
        }
      />
      <MotionOption view={view} onChange={onChange} />
    </OptionGroup>
  );
}

/** Not offered as working where the reader has asked the system for less motion. */
function MotionOption({ view, onChange }: DisplayOptionsProps) {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  return (
    <Option
      label="Moving traffic"
      hint={
        still
          ? 'Your system asks for less motion, so nothing moves'
          : 'Dots along the lines: more and faster for more requests, red for errors'
      }
      checked={view.motion}
      onChange={(motion) => onChange({ motion })}
    />
  );
}

function Boxes({ view, onChange }: DisplayOptionsProps) {
  return (
    <OptionGroup title="Boxes">
      {BOXES.map(({ value, label, hint }) => (
        <Option
          key={value}
          label={label}
          hint={hint}
          checked={view.boxes.includes(value)}
          onChange={(on) =>
            onChange({
              boxes: BOXES.map((one) => one.value).filter((one) =>
                one === value ? on : view.boxes.includes(one),
              ),
            })
          }
        />
      ))}
      <Choice
        label="Folded to one node"
        value={view.fold}
        onChange={(fold) => onChange({ fold, folded: [], unfolded: [] })}
        options={FOLD}
      />
    </OptionGroup>
  );
}

function Drawing({ view, onChange }: DisplayOptionsProps) {
  const webgl = hasWebgl();
  return (
    <OptionGroup title="Drawing">
      <Option
        label="By the graphics card"
        hint={
          webgl
            ? 'WebGL: smoother for very large graphs, coarser lines; else the canvas'
            : 'This browser offers no WebGL 2, so the canvas is used'
        }
        disabled={!webgl}
        checked={view.renderer === 'webgl'}
        onChange={(on) => onChange({ renderer: on ? 'webgl' : 'canvas' })}
      />
    </OptionGroup>
  );
}
