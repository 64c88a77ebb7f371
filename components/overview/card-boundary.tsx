'use client';
/** Keeps what goes wrong in one card (a script that did not arrive, a defect) out of the rest of the page. */
import { Component, type ReactNode } from 'react';
import { Card, CardHeader } from '@/components/ui/card';
import { ProblemState } from '@/components/ui/problem-state';

export interface CardBoundaryProps {
  title: string;
  children: ReactNode;
}

interface State {
  problem: unknown;
}

export class CardBoundary extends Component<CardBoundaryProps, State> {
  override state: State = { problem: null };

  static getDerivedStateFromError(problem: unknown): State {
    return { problem };
  }

  override render() {
    if (this.state.problem === null) return this.props.children;
    return (
      <Card>
        <CardHeader title={this.props.title} />
        <ProblemState
          compact
          problem={this.state.problem}
          onRetry={() => this.setState({ problem: null })}
          className="border-line border-t"
        />
      </Card>
    );
  }
}
