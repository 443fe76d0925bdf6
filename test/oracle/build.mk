# Builds the oracle alone, from the core's reading half: `make -f test/oracle/build.mk` from the top.
CXX ?= g++
dir := build/oracle
sources := $(wildcard common/fault.cpp common/utf8.cpp common/verdict.cpp common/types/*.cpp common/json/*.cpp test/oracle/*.cpp)
objects := $(sources:%.cpp=$(dir)/%.o)
flags := -std=c++20 -O2 -g -Wall -Wextra -I. $(addprefix -isystem ,$(wildcard /usr/include/dragonbox-*))

$(dir)/oracle: $(objects)
	$(CXX) -o $@ $^

$(dir)/%.o: %.cpp
	@mkdir -p $(@D)
	$(CXX) $(flags) -MMD -MP -c -o $@ $<

-include $(objects:.o=.d)
