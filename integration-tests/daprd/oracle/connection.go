package main

import (
	"context"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	internalv1pb "github.com/dapr/dapr/pkg/proto/internals/v1"
)

// connectionTo is a connection that never opens: the other sidecar is called here, with the messages as they would be sent.
func connectionTo(callee internalv1pb.ServiceInvocationServer) (*grpc.ClientConn, error) {
	return grpc.NewClient("passthrough:///sidecar", grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithStreamInterceptor(func(ctx context.Context, _ *grpc.StreamDesc, _ *grpc.ClientConn, _ string, _ grpc.Streamer,
			_ ...grpc.CallOption) (grpc.ClientStream, error) {
			return &callerStream{ctx: ctx, callee: callee}, nil
		}))
}

// messages are what one side has sent, as bytes, so that what Protocol Buffers refuse is refused.
type messages [][]byte

func (m *messages) add(message any) error {
	encoded, err := proto.Marshal(message.(proto.Message))
	if err != nil {
		return status.Error(codes.Internal, err.Error())
	}
	*m = append(*m, encoded)
	return nil
}

func (m *messages) next(message any) error {
	if len(*m) == 0 {
		return io.EOF
	}
	encoded := (*m)[0]
	*m = (*m)[1:]
	return proto.Unmarshal(encoded, message.(proto.Message))
}

type callerStream struct {
	ctx       context.Context
	callee    internalv1pb.ServiceInvocationServer
	requests  messages
	responses messages
	called    bool
}

func (s *callerStream) SendMsg(message any) error {
	return s.requests.add(message)
}

func (s *callerStream) RecvMsg(message any) error {
	if !s.called {
		s.called = true
		if err := s.callee.CallLocalStream(&calleeStream{caller: s}); err != nil {
			return err
		}
	}
	return s.responses.next(message)
}

func (s *callerStream) Context() context.Context {
	return s.ctx
}

func (s *callerStream) CloseSend() error {
	return nil
}

func (s *callerStream) Header() (metadata.MD, error) {
	return nil, nil
}

func (s *callerStream) Trailer() metadata.MD {
	return nil
}

type calleeStream struct {
	caller *callerStream
}

func (s *calleeStream) Context() context.Context {
	return s.caller.ctx
}

func (s *calleeStream) RecvMsg(message any) error {
	return s.caller.requests.next(message)
}

func (s *calleeStream) SendMsg(message any) error {
	return s.caller.responses.add(message)
}

func (s *calleeStream) Recv() (*internalv1pb.InternalInvokeRequestStream, error) {
	request := &internalv1pb.InternalInvokeRequestStream{}
	return request, s.RecvMsg(request)
}

func (s *calleeStream) Send(response *internalv1pb.InternalInvokeResponseStream) error {
	return s.SendMsg(response)
}

func (s *calleeStream) SetHeader(metadata.MD) error {
	return nil
}

func (s *calleeStream) SendHeader(metadata.MD) error {
	return nil
}

func (s *calleeStream) SetTrailer(metadata.MD) {
}
