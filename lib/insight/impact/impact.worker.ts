/** The thread that follows today's traffic through a mesh with large texts, over its own copy of the mesh. */
import { serveMesh } from '@/lib/config/mesh-thread/serve';
import { type Comparison, compareCalls } from './compare';
import type { ImpactQuestion } from './impact-thread';

serveMesh<ImpactQuestion, Comparison>(({ calls, drafts }, objects) => compareCalls(calls, objects, drafts));
